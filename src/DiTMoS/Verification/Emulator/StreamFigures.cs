namespace DiTMoS.Verification.Emulator;

/// <summary>What a stream takes on an emulated Cortex-M, apart from the network that it runs. Instructions are counted as for an inference.</summary>
public sealed record StreamFigures
{
    /// <summary>How the decisions compare with those of <see cref="DiTMoS.Streaming.StreamingClassifier"/>.</summary>
    public required StreamComparison Comparison { get; init; }

    /// <summary>Instructions of a push that completes neither a frame nor a window, on average.</summary>
    public required double InstructionsPerSample { get; init; }

    /// <summary>Instructions of a push that completes a frame and no window, on average: the sample and all features of the frame; null where there are no frames.</summary>
    public required double? InstructionsPerFrame { get; init; }

    /// <summary>Instructions of a push that completes a window, of the one that takes most: the network's inference is among them.</summary>
    public required long InstructionsPerDecision { get; init; }

    /// <summary>Instructions of all pushes by their number, inferences left out: what a sample takes in the long run.</summary>
    public required double MeanInstructionsPerSample { get; init; }

    /// <summary>Bytes of RAM that a stream keeps beside the network's context.</summary>
    public required int RamBytes { get; init; }

    /// <summary>The most bytes of stack that a push took, the inference's among them.</summary>
    public required int StackBytes { get; init; }

    /// <summary>Bytes of code beside the network's.</summary>
    public required int CodeBytes { get; init; }

    /// <summary>Bytes of constants beside the network's.</summary>
    public required int ConstantBytes { get; init; }
}
