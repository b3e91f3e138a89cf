using DiTMoS.Data;
using DiTMoS.Graphs;
using DiTMoS.Networks;

namespace DiTMoS.Experiments.Methods;

/// <summary>What a run trained.</summary>
internal abstract class TrainedMethod
{
    /// <summary>Parameters of each network, norms folded; a selector comes first.</summary>
    public abstract IReadOnlyList<long> Parameters { get; }

    /// <summary>Multiplications of one inference.</summary>
    public abstract long Macs { get; }

    /// <summary>The model with its selector; null for a method without one.</summary>
    public virtual DiTMoSModel? Routed => null;

    /// <summary>One inference as operators, for plans; null for what is no network.</summary>
    public virtual RoutedGraph? Graph => Routed is { } model ? RoutedGraph.Of(model) : null;

    /// <summary>What it says of windows: routed, or, of a method without a selector, as one network would.</summary>
    public abstract RoutedScores Score(WindowSet windows);

    /// <summary>What each network says by itself; null where there is one only. The routes mean nothing where there is no selector.</summary>
    public virtual RoutedScores? Members(WindowSet windows) => null;

    /// <summary>What each network's blocks make of windows: block by block, network by network, shape (N, features); none where there is one network.</summary>
    public virtual float[][][] Features(WindowSet windows) => [];
}
