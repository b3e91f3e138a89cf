using DiTMoS.Data;
using DiTMoS.Kernels;
using DiTMoS.Networks;

namespace DiTMoS.Evaluation;

/// <summary>How alike a model's classifiers are: linear CKA between what their convolutions make of the same windows.</summary>
/// <remarks>DiTMoS (PerCom 2024) measures diversity so; Kornblith et al., "Similarity of neural network representations revisited" (2019).</remarks>
public static class ClassifierSimilarity
{
    /// <summary>The similarities of all pairs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="windows">Windows of the model's channels and length, in the recording's own unit.</param>
    /// <param name="threads">Threads, or 0 for all processors. Default 0.</param>
    /// <returns>CKA in [0, 1], shape (N, N); 1 on the diagonal.</returns>
    /// <exception cref="RecordingException">The windows have another shape.</exception>
    public static double[] Measure(DiTMoSModel model, WindowSet windows, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(windows);
        model.CheckShape(windows);
        using var team = new ThreadTeam(threads == 0 ? Environment.ProcessorCount : threads);
        float[][] features = new RoutedScorer(model.Selector, model.Classifiers, team)
            .Features(model.Normalization.ApplyAll(windows), Enumerable.Range(0, windows.Count).ToArray());
        return CentredKernelAlignment.Matrix([.. features.Select(f => new ReadOnlyMemory<float>(f))], windows.Count);
    }
}
