namespace DiTMoS.Experiments.Records;

/// <summary>How alike what N networks make of the same windows is, in one layer.</summary>
public sealed record RunSimilarity
{
    /// <summary>The layer, such as <c>block 1</c>: the output of the first convolution block.</summary>
    public required string Layer { get; init; }

    /// <summary>Linear CKA in [0, 1], N rows of N.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Cka { get; init; }
}
