namespace DiTMoS.Data.Windowing;

/// <summary>How recordings are cut into windows. Windows never cross recordings, nor gaps in time.</summary>
public sealed record WindowOptions
{
    /// <summary>Samples per window, at the rate that windows have; null to go by <see cref="Seconds"/>, or, without that, one window per recording: then all must be equally long, or <see cref="PadShort"/> be set. Default null.</summary>
    public int? Length { get; init; }

    /// <summary>Seconds per window, over 0, rounded to whole samples; not together with <see cref="Length"/>. Default null.</summary>
    public double? Seconds { get; init; }

    /// <summary>Samples from the start of a window to the start of the next, at least 1; null to go by <see cref="HopSeconds"/>, or, without that, windows that touch. Default null.</summary>
    public int? Hop { get; init; }

    /// <summary>Seconds from the start of a window to the start of the next, over 0, rounded to whole samples; not together with <see cref="Hop"/>. Default null.</summary>
    public double? HopSeconds { get; init; }

    /// <summary>The rate to which recordings are brought first, in hertz, over 0; null to keep their own, which must then be one for all. Rates that differ by at most 0.5 % count as one. Default null.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>Which of the labels under a window becomes the window's. Default <see cref="LabelRule.Majority"/>.</summary>
    public LabelRule LabelRule { get; init; }

    /// <summary>The share of a window's samples that the class of the most samples must have, in (0, 1]. Default 0.5.</summary>
    public double MajorityThreshold { get; init; } = 0.5;

    /// <summary>
    /// Whether a recording in which no window fits becomes one window, its longest part without a gap with zeros behind it; else it is left out. With
    /// <see cref="LabelRule.Within"/>, that holds for each labelled stretch. Without a length, the longest recording sets it. Default false.
    /// </summary>
    public bool PadShort { get; init; }

    /// <summary>Whether each recording is one window, as neither <see cref="Length"/> nor <see cref="Seconds"/> is set.</summary>
    internal bool IsWhole => Length is null && Seconds is null;

    /// <summary>Refuses values outside their range, and those that do not go together.</summary>
    /// <exception cref="OptionException">A value is out of range; the message names it.</exception>
    internal void Check()
    {
        Require(Length is null or >= 1, nameof(Length), "must be at least 1 sample", Length);
        Require(Hop is null or >= 1, nameof(Hop), "must be at least 1 sample", Hop);
        Require(Seconds is null || IsPositive(Seconds.Value), nameof(Seconds), "must be a finite number over 0", Seconds);
        Require(HopSeconds is null || IsPositive(HopSeconds.Value), nameof(HopSeconds), "must be a finite number over 0", HopSeconds);
        Require(SampleRateHz is null || IsPositive(SampleRateHz.Value), nameof(SampleRateHz), "must be a finite number of hertz over 0", SampleRateHz);
        Require(Enum.IsDefined(LabelRule), nameof(LabelRule), "must be Majority, Last, Centre or Within", (int)LabelRule);
        Require(MajorityThreshold is > 0 and <= 1, nameof(MajorityThreshold), "must be over 0 and at most 1", MajorityThreshold);
        Require(Length is null || Seconds is null, nameof(Seconds), "must not be set together with Length. Leave one of them out", Seconds);
        Require(Hop is null || HopSeconds is null, nameof(HopSeconds), "must not be set together with Hop. Leave one of them out", HopSeconds);
        Require(!IsWhole || (Hop is null && HopSeconds is null), Hop is null ? nameof(HopSeconds) : nameof(Hop), $"needs {OptionName.Of("Length or Seconds")}: without them, each recording is one window", Hop ?? HopSeconds);
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private static void Require(bool condition, string option, string rule, object? found)
    {
        if (!condition)
        {
            throw new OptionException(FormattableString.Invariant($"{OptionName.Of($"Windows.{option}")} {rule}. Got {found}."));
        }
    }
}
