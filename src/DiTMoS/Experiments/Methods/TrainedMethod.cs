using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Experiments.Methods;

/// <summary>What a run trained.</summary>
internal abstract class TrainedMethod
{
    /// <summary>Parameters of each network, norms folded; a selector comes first.</summary>
    public abstract IReadOnlyList<long> Parameters { get; }

    /// <summary>Multiplications of one inference.</summary>
    public abstract long Macs { get; }

    /// <summary>The model, to be planned and deployed; null for what is no network.</summary>
    public virtual WindowModel? Model => null;

    /// <summary>The model with its selector; null for a method without one.</summary>
    public DiTMoSModel? Routed => Model as DiTMoSModel;

    /// <summary>What it says of windows: routed, or, of a method without a selector, as one network would.</summary>
    public virtual RoutedScores Score(WindowSet windows) => Model!.Score(windows, threads: 1);

    /// <summary>What each network says by itself; null where there is one only. The routes mean nothing where there is no selector.</summary>
    public virtual RoutedScores? Members(WindowSet windows) => null;

    /// <summary>What each network's blocks make of windows: block by block, network by network, shape (N, features); none where there is one network.</summary>
    public virtual float[][][] Features(WindowSet windows) => [];
}
