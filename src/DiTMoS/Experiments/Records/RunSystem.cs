namespace DiTMoS.Experiments.Records;

/// <summary>What one inference costs.</summary>
public sealed record RunSystem
{
    /// <summary>Parameters of each network, norms folded; a selector comes first.</summary>
    public required IReadOnlyList<long> Parameters { get; init; }

    /// <summary>Multiplications of one inference.</summary>
    public required long Macs { get; init; }

    /// <summary>Bytes of all parameters in the order that C code keeps them; null where no deployment is planned.</summary>
    public long? FlashBytes { get; init; }

    /// <summary>Working memory; null where no deployment is planned.</summary>
    public RunArenaBytes? ArenaBytes { get; init; }

    /// <summary>The plan of the working memory that keeps the selector's features in RAM; null where no deployment is planned.</summary>
    public RunMemoryMap? MemoryMap { get; init; }

    /// <summary>What the emulated core said; null where it was not asked.</summary>
    public RunEmulator? Emulator { get; init; }

    /// <summary>Why there is no deployment of this method; null where there is one, or where none was asked for.</summary>
    public string? NotDeployed { get; init; }
}
