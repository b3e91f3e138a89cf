using DiTMoS.Planning;

namespace DiTMoS.Export.Manifest;

/// <summary>What an inference takes, as planned.</summary>
internal sealed record ManifestPlan
{
    /// <summary>The strategy that was asked for.</summary>
    public required string Strategy { get; init; }

    /// <summary>Where each feature of the selector waits: <c>ram</c>, <c>flash</c> or <c>recompute</c>.</summary>
    public required IReadOnlyDictionary<string, string> Features { get; init; }

    /// <summary>Bytes of the arena, the window included.</summary>
    public required int ArenaBytes { get; init; }

    /// <summary>No arena of these steps that holds tensors whole can have fewer bytes.</summary>
    public required int ArenaBoundBytes { get; init; }

    /// <summary>The arena has to begin at a multiple of this.</summary>
    public required int ArenaAlignment { get; init; }

    /// <summary>The arena that ST's tool needs when it runs the slices, as estimated: the largest slice, and the features beside it that stay in RAM.</summary>
    public required long StRamBytesEstimate { get; init; }

    /// <summary>Bytes of weights and biases.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Bytes of flash: weights, biases and the log of features.</summary>
    public required long FlashBytes { get; init; }

    /// <summary>Multiplications of one inference, repeated ones included.</summary>
    public required long Macs { get; init; }

    /// <summary>Milliseconds of one inference, an estimate by cycles per multiplication.</summary>
    public required double EstimatedMs { get; init; }

    /// <summary>The log of features in flash; null where nothing is written.</summary>
    public required ManifestFlashLog? FlashLog { get; init; }

    internal static string Text(FeaturePlacement placement) => placement switch
    {
        FeaturePlacement.Ram => "ram",
        FeaturePlacement.Flash => "flash",
        _ => "recompute",
    };
}
