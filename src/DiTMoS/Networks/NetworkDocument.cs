namespace DiTMoS.Networks;

/// <summary>What a file with one network says beside its tensors.</summary>
internal sealed record NetworkDocument
{
    public required NetworkSpec Network { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required NormalizationDocument Normalization { get; init; }

    public required TrainingRecord? Record { get; init; }
}
