namespace DiTMoS.Experiments.Records;

/// <summary>The split of one run.</summary>
public sealed record RunSplit
{
    /// <summary>The split in words.</summary>
    public required string Description { get; init; }

    /// <summary>What is kept together on one side: <c>subject</c>, <c>speaker</c>, <c>recording</c> or <c>window</c>.</summary>
    public required string GroupedBy { get; init; }

    /// <summary>Windows that were learnt from.</summary>
    public required int TrainWindows { get; init; }

    /// <summary>Windows that selected.</summary>
    public required int ValidationWindows { get; init; }

    /// <summary>Windows that were tested.</summary>
    public required int TestWindows { get; init; }
}
