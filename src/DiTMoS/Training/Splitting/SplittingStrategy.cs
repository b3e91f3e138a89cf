namespace DiTMoS.Training.Splitting;

/// <summary>How the training windows are divided among the classifiers.</summary>
public enum SplittingStrategy
{
    /// <summary>k-means over the strong model's features, as published.</summary>
    StrongFeatures,

    /// <summary>At random, in equal parts.</summary>
    Random,

    /// <summary>By class.</summary>
    ByClass,
}
