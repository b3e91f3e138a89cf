namespace DiTMoS.Data;

/// <summary>How <see cref="Recordings.Load"/> reads.</summary>
public sealed record RecordingOptions
{
    /// <summary>Which channels to keep, as <see cref="WindowSet.SelectChannels"/> takes them (<c>0-2</c>, <c>acc_x,acc_y</c>); null keeps all. Default null.</summary>
    public string? Channels { get; init; }

    /// <summary>
    /// Whether the windows shall be learnt from or judged: then each has a label, two classes have windows, and every
    /// channel changes. False for windows that a model only predicts. Default true.
    /// </summary>
    public bool RequireLabels { get; init; } = true;

    /// <summary>The most bytes that one load may unpack and hold, at least 1. Default 4 GiB.</summary>
    public long MaximumBytes { get; init; } = 4L << 30;
}
