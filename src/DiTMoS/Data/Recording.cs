namespace DiTMoS.Data;

/// <summary>What was recorded in one go: C channels of T samples at one rate, with labels over stretches of it.</summary>
public sealed class Recording
{
    /// <summary>What messages call it, usually the path of its file within the source.</summary>
    public required string Name { get; init; }

    /// <summary>The samples of each channel: C arrays of T values, in the recording's own units.</summary>
    public required float[][] Samples { get; init; }

    /// <summary>Samples per second; null where unknown.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>The labelled stretches, in rising order and apart from each other; none where the recording has no labels.</summary>
    public IReadOnlyList<LabelledStretch> Labels { get; init; } = [];

    /// <summary>The samples before which time jumps, rising, each in (0, T): no window crosses one. Default none.</summary>
    public IReadOnlyList<int> Gaps { get; init; } = [];

    /// <summary>Who was recorded; null where unknown.</summary>
    public string? Subject { get; init; }

    /// <summary>What keeps windows of one event together, unique within the source: recordings with the same trial belong together. Null where unknown.</summary>
    public string? Trial { get; init; }

    /// <summary>The official test fold, from 0; -1 where it is always trained on; null where there is no official split.</summary>
    public int? OfficialFold { get; init; }

    /// <summary>Samples per channel, T.</summary>
    public int Length => Samples.Length == 0 ? 0 : Samples[0].Length;
}
