using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Experiments.Methods;

/// <summary>All windows that are not tested.</summary>
/// <param name="normalization">What is done to each channel first.</param>
/// <param name="known">The windows.</param>
internal sealed class TrainedNeighbours(ChannelNormalization normalization, WindowSet known) : TrainedMethod
{
    private readonly float[] _samples = normalization.ApplyAll(known);

    /// <inheritdoc/>
    public override IReadOnlyList<long> Parameters => [_samples.Length];

    /// <inheritdoc/>
    public override long Macs => _samples.Length;

    /// <inheritdoc/>
    public override RoutedScores Score(WindowSet windows)
    {
        int[] predicted = NearestNeighbours.Predict(_samples, known.Labels, normalization.ApplyAll(windows), known.WindowLength, k: 1, known.Classes);
        float[] logits = new float[windows.Count * windows.Classes];
        for (int i = 0; i < predicted.Length; i++)
        {
            logits[(i * windows.Classes) + predicted[i]] = 1;
        }

        return Answers.Of(logits, windows.Count, windows.Classes);
    }
}
