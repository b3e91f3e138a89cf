namespace DiTMoS.Data;

/// <summary>A <see cref="DataSplit"/> as it stands in a file.</summary>
internal sealed record SplitDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>What was split, as shown to people.</summary>
    public string? Source { get; init; }

    /// <summary>How many windows were split; may only be missing where all parts name subjects.</summary>
    public int? Windows { get; init; }

    /// <summary>The windows' <see cref="WindowSet.Digest"/>; may only be missing where all parts name subjects, which then split any recordings of these.</summary>
    public string? DataDigest { get; init; }

    public required SplitKind Kind { get; init; }

    public required string Description { get; init; }

    public required Part Train { get; init; }

    public Part? Validation { get; init; }

    public required Part Test { get; init; }

    /// <summary>One part: rows, or all windows of some subjects.</summary>
    internal sealed record Part
    {
        /// <summary>Rows in rising order, and ranges of rows with both ends: <c>0-99,105</c>.</summary>
        public string? Rows { get; init; }

        public IReadOnlyList<string>? Subjects { get; init; }
    }
}
