namespace DiTMoS.Kernels;

/// <summary>Softmax with cross-entropy, and with the Kullback-Leibler divergence, for one window's logits.</summary>
internal static class SoftmaxLosses
{
    /// <summary>Writes softmax(logits) and returns log Σ exp(logits).</summary>
    /// <param name="logits">Shape (K).</param>
    /// <param name="probabilities">Shape (K), overwritten.</param>
    public static float Softmax(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        float maximum = logits[0];
        for (int k = 1; k < logits.Length; k++)
        {
            maximum = MathF.Max(maximum, logits[k]);
        }

        float sum = 0;
        for (int k = 0; k < logits.Length; k++)
        {
            float e = MathF.Exp(logits[k] - maximum);
            probabilities[k] = e;
            sum += e;
        }

        float share = 1 / sum;
        for (int k = 0; k < logits.Length; k++)
        {
            probabilities[k] *= share;
        }

        return maximum + MathF.Log(sum);
    }

    /// <summary>Cross-entropy against a class, with label smoothing, and <c>weight</c> times its gradient added to <paramref name="gradient"/>.</summary>
    /// <param name="logits">Shape (K).</param>
    /// <param name="target">The right class.</param>
    /// <param name="weight">The weight of this window.</param>
    /// <param name="smoothing">Share of the target spread evenly over all classes, in [0, 1). Szegedy et al. (2016).</param>
    /// <param name="gradient">Shape (K), added to: weight · (softmax - target).</param>
    /// <returns>The unweighted loss.</returns>
    public static float CrossEntropy(ReadOnlySpan<float> logits, int target, float weight, float smoothing, Span<float> gradient)
    {
        Span<float> probabilities = stackalloc float[logits.Length];
        float logSum = Softmax(logits, probabilities);
        float spread = smoothing / logits.Length;
        float sum = 0;
        for (int k = 0; k < logits.Length; k++)
        {
            gradient[k] += weight * (probabilities[k] - spread);
            sum += logits[k];
        }

        gradient[target] -= weight * (1 - smoothing);
        return logSum - ((1 - smoothing) * logits[target]) - (spread * sum);
    }

    /// <summary>KL(teacher || softmax(logits / T)) · T², and <c>weight</c> times its gradient added to <paramref name="gradient"/>.</summary>
    /// <param name="logits">The student's logits, shape (K).</param>
    /// <param name="teacher">The teacher's logits, shape (K), softened by the same T.</param>
    /// <param name="temperature">T, over 0.</param>
    /// <param name="weight">The weight of this window.</param>
    /// <param name="gradient">Shape (K), added to: weight · T · (student - teacher).</param>
    /// <returns>The unweighted loss.</returns>
    /// <remarks>Hinton, Vinyals and Dean, "Distilling the Knowledge in a Neural Network" (2015).</remarks>
    public static float KullbackLeibler(ReadOnlySpan<float> logits, ReadOnlySpan<float> teacher, float temperature, float weight, Span<float> gradient)
    {
        int classes = logits.Length;
        Span<float> p = stackalloc float[classes];
        Span<float> q = stackalloc float[classes];
        Span<float> softened = stackalloc float[classes];
        Soften(teacher, temperature, softened);
        float teacherSum = Softmax(softened, q);
        float divergence = 0;
        for (int k = 0; k < classes; k++)
        {
            divergence += q[k] * (softened[k] - teacherSum);
        }

        Soften(logits, temperature, softened);
        float studentSum = Softmax(softened, p);
        for (int k = 0; k < classes; k++)
        {
            divergence -= q[k] * (softened[k] - studentSum);
            gradient[k] += weight * temperature * (p[k] - q[k]);
        }

        return divergence * temperature * temperature;
    }

    private static void Soften(ReadOnlySpan<float> logits, float temperature, Span<float> softened)
    {
        for (int k = 0; k < logits.Length; k++)
        {
            softened[k] = logits[k] / temperature;
        }
    }
}
