namespace DiTMoS.Data.Windowing;

/// <summary>How recordings are cut into windows. Windows never cross recordings, nor gaps in time.</summary>
public sealed record WindowOptions
{
    /// <summary>Samples per window, at the rate that windows have; null to go by <see cref="Seconds"/>, or, without that, one window per recording. Default null.</summary>
    public int? Length { get; init; }

    /// <summary>Seconds per window, over 0; not together with <see cref="Length"/>. Default null.</summary>
    public double? Seconds { get; init; }

    /// <summary>Samples from the start of a window to the start of the next, at least 1; null to go by <see cref="HopSeconds"/>, or, without that, windows that touch. Default null.</summary>
    public int? Hop { get; init; }

    /// <summary>Seconds from the start of a window to the start of the next, over 0; not together with <see cref="Hop"/>. Default null.</summary>
    public double? HopSeconds { get; init; }

    /// <summary>The rate to which recordings are brought first, in hertz, over 0; null to keep their own. Default null.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>Which of the labels under a window becomes the window's. Default <see cref="LabelRule.Majority"/>.</summary>
    public LabelRule LabelRule { get; init; }

    /// <summary>The share of a window's samples that the class of the most samples must have, in (0, 1]. Default 0.5.</summary>
    public double MajorityThreshold { get; init; } = 0.5;

    /// <summary>Whether a recording shorter than a window becomes one window, with zeros behind it; else it is left out. Default false.</summary>
    public bool PadShort { get; init; }
}
