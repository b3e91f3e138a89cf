namespace DiTMoS.Reports.Content;

/// <summary>What one inference costs, from the first run of a row that tells; null where it was not planned or measured.</summary>
internal sealed record ReportCost
{
    /// <summary>Parameters of all networks.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiplications.</summary>
    public required long Macs { get; init; }

    /// <summary>Bytes of working memory.</summary>
    public long? RamBytes { get; init; }

    /// <summary>Bytes of working memory where the selector's blocks run again.</summary>
    public long? RecomputeRamBytes { get; init; }

    /// <summary>Bytes of parameters.</summary>
    public long? FlashBytes { get; init; }

    /// <summary>Instructions on the emulated core.</summary>
    public double? Instructions { get; init; }

    /// <summary>The emulated core.</summary>
    public string? Core { get; init; }

    /// <summary>Bytes of the emulated program's variables and stack: arena, stack and what stands beside them.</summary>
    public long? MeasuredRamBytes { get; init; }

    /// <summary>Bytes of the emulated program's code and constants.</summary>
    public long? MeasuredFlashBytes { get; init; }

    /// <summary>Why there is no deployment.</summary>
    public string? NotDeployed { get; init; }

    /// <summary>The costs, by their names here, of which no row of the data set is at least as right for less.</summary>
    public IReadOnlyList<string> OnFront { get; init; } = [];
}
