using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data;

/// <summary>How <see cref="Recordings.Load"/> reads.</summary>
public sealed record RecordingOptions
{
    /// <summary>The format to read, whatever the content looks like, by name such as <c>hapt</c> or <c>csv</c>; null to find it by content. Default null.</summary>
    public string? Format { get; init; }

    /// <summary>Which of several sets of a source to read, by name, such as <c>adl</c> of UniMiB-SHAR's acc, two_classes, adl and fall; null for the most complete one. Default null.</summary>
    public string? Set { get; init; }

    /// <summary>How windows are cut; null for what the format suggests, or, where the source holds windows, for those. Default null.</summary>
    public WindowOptions? Windows { get; init; }

    /// <summary>What is computed from each window; null for what the format suggests, none for the samples themselves. Default null.</summary>
    public IReadOnlyList<FeatureStep>? Features { get; init; }

    /// <summary>Which channels to keep, as <see cref="WindowSet.SelectChannels"/> takes them (<c>0-2</c>, <c>acc_x,acc_y</c>), after features were computed; null keeps all. Default null.</summary>
    public string? Channels { get; init; }

    /// <summary>
    /// Whether the windows shall be learnt from or judged: then each has a label, two classes have windows, and every
    /// channel changes. False for windows that a model only predicts. Default true.
    /// </summary>
    public bool RequireLabels { get; init; } = true;

    /// <summary>The most bytes that one load may unpack and hold, at least 1. Default 4 GiB.</summary>
    public long MaximumBytes { get; init; } = 4L << 30;
}
