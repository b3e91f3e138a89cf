namespace DiTMoS.Experiments;

/// <summary>How an experiment ended.</summary>
public sealed record ExperimentOutcome
{
    /// <summary>All runs.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs that were there already.</summary>
    public required int Kept { get; init; }

    /// <summary>Runs that were done now.</summary>
    public required int Finished { get; init; }

    /// <summary>Runs that failed, each with its reason.</summary>
    public required IReadOnlyList<ExperimentProgress> Failures { get; init; }
}
