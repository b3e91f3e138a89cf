namespace DiTMoS.Training.Splitting;

/// <summary>Stage 1: diverse training data splitting.</summary>
public sealed record SplittingOptions
{
    /// <summary>How windows are divided. Default by the strong model's features.</summary>
    public SplittingStrategy Strategy { get; init; } = SplittingStrategy.StrongFeatures;

    /// <summary>Restarts of k-means, at least 1. Default 50, as published.</summary>
    public int Restarts { get; init; } = 50;

    /// <summary>The fewest windows that a subset may have; smaller ones take the nearest windows of others. Default 0.</summary>
    public int MinimumSubset { get; init; }
}
