using DiTMoS.Verification.Emulator;

namespace DiTMoS.Verification;

/// <summary>What verifying a deployment found.</summary>
public sealed record VerificationReport
{
    /// <summary>Everything that was checked, in order.</summary>
    public required IReadOnlyList<VerificationCheck> Checks { get; init; }

    /// <summary>Bytes of RAM that an inference takes, the window included; the plan was run in exactly as many.</summary>
    public required int ArenaBytes { get; init; }

    /// <summary>Bytes of flash: weights, biases and, where features are written to flash, their log.</summary>
    public required long FlashBytes { get; init; }

    /// <summary>Windows that were run.</summary>
    public int Windows { get; init; }

    /// <summary>Windows with the engine's label.</summary>
    public int LabelsEqual { get; init; }

    /// <summary>Windows with the engine's route.</summary>
    public int RoutesEqual { get; init; }

    /// <summary>The largest difference of a score from the engine's; null where no window was run.</summary>
    public double? MaxAbsDifference { get; init; }

    /// <summary>How the C code answers on this machine; null where it was not run.</summary>
    public AnswerComparison? Host { get; init; }

    /// <summary>How the stream of the C code decides on this machine; null where there is none or it was not run.</summary>
    public StreamComparison? HostStream { get; init; }

    /// <summary>What the C code takes on an emulated Cortex-M, and how it answers; null where it was not run.</summary>
    public EmulatorFigures? Emulator { get; init; }

    /// <summary>What the stream takes on an emulated Cortex-M beside the network, and how it decides; null where there is none or it was not run.</summary>
    public StreamFigures? EmulatorStream { get; init; }

    /// <summary>Whether nothing failed.</summary>
    public bool Valid => Checks.All(check => check.Outcome != VerificationOutcome.Failed);
}
