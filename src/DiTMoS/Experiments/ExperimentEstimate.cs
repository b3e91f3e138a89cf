namespace DiTMoS.Experiments;

/// <summary>What an experiment will take.</summary>
public sealed record ExperimentEstimate
{
    /// <summary>All runs.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs that are there already.</summary>
    public required int Kept { get; init; }

    /// <summary>Hours of one core that all runs take, those included that are there.</summary>
    public required double CoreHours { get; init; }

    /// <summary>Hours of one core that the runs take that are not there.</summary>
    public required double CoreHoursLeft { get; init; }

    /// <summary>What the hours were computed from, in words.</summary>
    public required string Basis { get; init; }

    /// <summary>The rows, with what each takes.</summary>
    public required IReadOnlyList<RowEstimate> Rows { get; init; }
}
