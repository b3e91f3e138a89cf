using DiTMoS.Networks;

namespace DiTMoS.Training.Splitting;

/// <summary>What stage 1 gives: a subset for each training window, and what stage 2 needs besides.</summary>
/// <remarks>DiTMoS (PerCom 2024), diverse training data splitting.</remarks>
public sealed record DiverseSplit
{
    /// <summary>For each of the split's training rows, in their order, its subset, in [0, number of classifiers).</summary>
    public required IReadOnlyList<int> Subsets { get; init; }

    /// <summary>The strong model, where the recipe has one. Default null.</summary>
    public NetworkFile? Strong { get; init; }

    /// <summary>The epochs of stage 1, in order. Default none.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];
}
