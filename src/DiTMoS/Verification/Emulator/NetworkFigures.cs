namespace DiTMoS.Verification.Emulator;

/// <summary>What one network takes on an emulated core.</summary>
public sealed record NetworkFigures
{
    /// <summary><c>selector</c> or <c>classifier_&lt;i&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Instructions, on average over the windows that were profiled.</summary>
    public required double Instructions { get; init; }

    /// <summary>Multiplications, repeated ones left out.</summary>
    public required long Macs { get; init; }

    /// <summary><see cref="Instructions"/> by <see cref="Macs"/>.</summary>
    public double InstructionsPerMac => Instructions / Macs;

    /// <summary>The most bytes of the arena that hold values while it runs, features that wait for a later network included.</summary>
    public required int ArenaBytes { get; init; }

    /// <summary>The most bytes of stack while it runs.</summary>
    public required int StackBytes { get; init; }

    /// <summary>Bytes of the functions that are its steps' alone; all classifiers have the same, and kernels that several steps share are in none.</summary>
    public required int CodeBytes { get; init; }

    /// <summary>Bytes of its weights and biases.</summary>
    public required long ConstantBytes { get; init; }
}
