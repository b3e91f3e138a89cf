namespace DiTMoS.Experiments.Records;

/// <summary>What an emulated core says of the generated C.</summary>
public sealed record RunEmulator
{
    /// <summary>The core, such as <c>cortex-m7</c>.</summary>
    public required string Core { get; init; }

    /// <summary>Instructions of one inference, of the window that takes most; counted exactly, and no cycles.</summary>
    public required double Instructions { get; init; }

    /// <summary>Instructions over multiplications.</summary>
    public required double InstructionsPerMac { get; init; }

    /// <summary>Bytes of the arena.</summary>
    public required long ArenaBytes { get; init; }

    /// <summary>The deepest stack, in bytes.</summary>
    public required long StackBytes { get; init; }

    /// <summary>Bytes of variables beside the arena and what belongs to it.</summary>
    public required long StaticRamBytes { get; init; }

    /// <summary>Bytes of code.</summary>
    public required long CodeBytes { get; init; }

    /// <summary>Bytes of constants, the parameters included.</summary>
    public required long ConstantBytes { get; init; }
}
