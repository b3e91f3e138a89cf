namespace DiTMoS.Verification.Emulator;

/// <summary>What one inference takes on an emulated Cortex-M. Instructions are counted exactly; they are no cycles: an emulator knows neither caches nor the wait for flash.</summary>
public sealed record EmulatorFigures
{
    /// <summary>The core, such as <c>cortex-m7</c>.</summary>
    public required string Core { get; init; }

    /// <summary>How the answers compare with the engine's.</summary>
    public required AnswerComparison Comparison { get; init; }

    /// <summary>Instructions of one inference, of the window that takes most.</summary>
    public required long Instructions { get; init; }

    /// <summary>Instructions of one inference, on average over the windows.</summary>
    public required double MeanInstructions { get; init; }

    /// <summary>Multiplications of one inference, repeated ones left out.</summary>
    public required long Macs { get; init; }

    /// <summary><see cref="Instructions"/> by <see cref="Macs"/>.</summary>
    public double InstructionsPerMac => (double)Instructions / Macs;

    /// <summary>Bytes of the arena.</summary>
    public required int ArenaBytes { get; init; }

    /// <summary>Bytes of the context, the arena included.</summary>
    public required int ContextBytes { get; init; }

    /// <summary>The most bytes of stack that an inference took.</summary>
    public required int StackBytes { get; init; }

    /// <summary>Bytes of variables outside the context.</summary>
    public required int StaticRamBytes { get; init; }

    /// <summary>Bytes of code, with what it takes from libraries; start-up and the runner left out.</summary>
    public required int CodeBytes { get; init; }

    /// <summary>Bytes of weights and other constants, with the values that variables begin with.</summary>
    public required int ConstantBytes { get; init; }

    /// <summary>Context, stack and variables.</summary>
    public int RamBytes => ContextBytes + StackBytes + StaticRamBytes;

    /// <summary>Code and constants.</summary>
    public int FlashBytes => CodeBytes + ConstantBytes;

    /// <summary>The board's RAM.</summary>
    public required int BoardRamBytes { get; init; }

    /// <summary>The board's flash.</summary>
    public required long BoardFlashBytes { get; init; }

    /// <summary>The board's clock.</summary>
    public required long ClockHz { get; init; }

    /// <summary>Cycles per instruction by which time is estimated: assumed for the core, not measured.</summary>
    public required double CyclesPerInstruction { get; init; }

    /// <summary>Milliseconds of one inference: an estimate, <see cref="Instructions"/> times <see cref="CyclesPerInstruction"/> by <see cref="ClockHz"/>.</summary>
    public double EstimatedMs => 1000 * Instructions * CyclesPerInstruction / ClockHz;

    /// <summary>Watts by which energy is estimated: what a device with this core was measured to take in a publication, not here; null where nothing is published.</summary>
    public required double? Watts { get; init; }

    /// <summary>Millijoules of one inference: an estimate, <see cref="EstimatedMs"/> times <see cref="Watts"/>.</summary>
    public double? EstimatedMillijoules => EstimatedMs * Watts;

    /// <summary>The selector, and the classifiers that windows were routed to.</summary>
    public required IReadOnlyList<NetworkFigures> Networks { get; init; }

    /// <summary>The steps of an inference.</summary>
    public required IReadOnlyList<StepFigures> Steps { get; init; }
}
