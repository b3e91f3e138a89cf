using DiTMoS.Kernels;

namespace DiTMoS.Training.Baselines;

/// <summary>The loss of a network that learns from labels and from a teacher.</summary>
/// <param name="teacher">The teacher's logits for every row, shape (rows, K).</param>
/// <param name="options">The loss.</param>
internal sealed class DistillationObjective(float[] teacher, DistillationOptions options)
{
    /// <summary>The loss of one window, and <paramref name="weight"/> times its gradient added.</summary>
    /// <param name="row">Which window.</param>
    /// <param name="logits">The network's logits, shape (K).</param>
    /// <param name="label">The right class.</param>
    /// <param name="weight">The weight of this window.</param>
    /// <param name="smoothing">Label smoothing of the cross-entropy.</param>
    /// <param name="gradient">Shape (K), added to.</param>
    /// <returns>The unweighted loss.</returns>
    public float Add(int row, ReadOnlySpan<float> logits, int label, float weight, float smoothing, Span<float> gradient)
    {
        ReadOnlySpan<float> answer = teacher.AsSpan(row * logits.Length, logits.Length);
        if (options.Method == DistillationMethod.Decoupled)
        {
            return SoftmaxLosses.CrossEntropy(logits, label, weight, smoothing, gradient)
                + DecoupledLoss.Add(logits, answer, label, options.Temperature, options.TargetWeight, options.NonTargetWeight, weight, gradient);
        }

        float soft = options.SoftShare;
        return ((1 - soft) * SoftmaxLosses.CrossEntropy(logits, label, weight * (1 - soft), smoothing, gradient))
            + (soft * SoftmaxLosses.KullbackLeibler(logits, answer, options.Temperature, weight * soft, gradient));
    }
}
