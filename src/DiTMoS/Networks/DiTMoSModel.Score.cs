using DiTMoS.Data;
using DiTMoS.Kernels;

namespace DiTMoS.Networks;

public sealed partial class DiTMoSModel
{
    /// <summary>What the model says of windows: the route, and what every classifier would have answered.</summary>
    /// <param name="windows">Windows of the model's channels and length, in the recording's own unit.</param>
    /// <param name="threads">Threads, or 0 for all processors. Changes no result. Default 0.</param>
    /// <exception cref="RecordingException">The windows have another shape.</exception>
    public RoutedScores Score(WindowSet windows, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        CheckShape(windows);
        using var team = new ThreadTeam(threads == 0 ? Environment.ProcessorCount : threads);
        return new RoutedScorer(Selector, Classifiers, team).Score(Normalization.ApplyAll(windows), Enumerable.Range(0, windows.Count).ToArray());
    }

    /// <summary>Refuses windows of another shape than the model's.</summary>
    internal void CheckShape(WindowSet windows)
    {
        NetworkSpec spec = Selector.Spec;
        if (windows.Channels != spec.Channels || windows.Length != spec.Length)
        {
            throw new RecordingException(
                $"'{windows.Source}': windows must be {spec.Channels} x {spec.Length}, channels ({string.Join(", ", ChannelNames)}), as the model was trained on. Got {windows.Channels} x {windows.Length}: select the same channels and cut windows of the same length.");
        }
    }
}
