namespace DiTMoS.Verification.Emulator;

/// <summary>What one step of an inference takes on an emulated core.</summary>
public sealed record StepFigures
{
    /// <summary>Its place in the inference, from 0.</summary>
    public required int Step { get; init; }

    /// <summary><c>selector</c> or <c>classifier</c>.</summary>
    public required string Network { get; init; }

    /// <summary>The operator.</summary>
    public required string Operator { get; init; }

    /// <summary>Instructions, on average over the windows that were profiled; the counting itself left out.</summary>
    public required double Instructions { get; init; }

    /// <summary>Multiplications, repeated ones left out.</summary>
    public required long Macs { get; init; }

    /// <summary><see cref="Instructions"/> by <see cref="Macs"/>; null where there are none.</summary>
    public double? InstructionsPerMac => Macs > 0 ? Instructions / Macs : null;

    /// <summary>Bytes of the arena that hold values while it runs.</summary>
    public required int ArenaBytes { get; init; }

    /// <summary>The most bytes of stack while it runs; with the call that counts, a little more than without.</summary>
    public required int StackBytes { get; init; }

    /// <summary>Bytes of the functions that are its alone; kernels that several steps share are in none.</summary>
    public required int CodeBytes { get; init; }

    /// <summary>Bytes of its weights and biases.</summary>
    public required long ConstantBytes { get; init; }
}
