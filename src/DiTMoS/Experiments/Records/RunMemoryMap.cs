namespace DiTMoS.Experiments.Records;

/// <summary>Which buffer lies where in the working memory, and when.</summary>
public sealed record RunMemoryMap
{
    /// <summary>Where the selector's features wait, such as <c>ram</c>.</summary>
    public required string Strategy { get; init; }

    /// <summary>Bytes of the whole.</summary>
    public required long ArenaBytes { get; init; }

    /// <summary>The steps of one inference, in order.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The buffers.</summary>
    public required IReadOnlyList<RunMemoryBuffer> Buffers { get; init; }
}
