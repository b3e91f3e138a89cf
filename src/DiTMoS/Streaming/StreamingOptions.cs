namespace DiTMoS.Streaming;

/// <summary>How samples become decisions.</summary>
public sealed record StreamingOptions
{
    /// <summary>The largest number of windows that <see cref="SmoothingKind.Majority"/> looks at.</summary>
    public const int MostSmoothingWindows = 1000;

    /// <summary>The rate at which samples arrive, in hertz, over 0: that of the model's windows (up to 0.5 % off), or a whole multiple of it. Null for that of the windows. Default null.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>Samples from the start of a window to the start of the next, at the rate of the windows, at least 1; null to go by <see cref="HopSeconds"/>, or, without that, as the model's windows were cut. Default null.</summary>
    public int? Hop { get; init; }

    /// <summary>Seconds from the start of a window to the start of the next, over 0, rounded to whole samples; not together with <see cref="Hop"/>. Default null.</summary>
    public double? HopSeconds { get; init; }

    /// <summary>What windows that follow each other make of one another. Default <see cref="SmoothingKind.None"/>.</summary>
    public SmoothingKind Smoothing { get; init; }

    /// <summary>With <see cref="SmoothingKind.Majority"/>, the windows that vote, k, in [1, 1000]. Default 5.</summary>
    public int SmoothingWindows { get; init; } = 5;

    /// <summary>With <see cref="SmoothingKind.Average"/>, the weight of the newest window, w, over 0 and at most 1. Default 0.3.</summary>
    public float SmoothingWeight { get; init; } = 0.3f;

    /// <summary>By how much the score of another class must be over that of the class that was accepted last to take its place, in [0, 1]; 0 for no hysteresis. Default 0.</summary>
    public float SwitchMargin { get; init; }

    /// <summary>The least score that is accepted, in [0, 1]. Default 0: all are.</summary>
    public float RejectBelow { get; init; }

    /// <summary>Samples, at the rate of the windows, behind the start of an accepted window in which none is accepted, at least 0; null to go by <see cref="RefractorySeconds"/>, or, without that, 0. Default null.</summary>
    public int? Refractory { get; init; }

    /// <summary>The same in seconds, at least 0, rounded to whole samples; not together with <see cref="Refractory"/>. Default null.</summary>
    public double? RefractorySeconds { get; init; }

    /// <summary>Refuses values outside their range, and those that do not go together.</summary>
    /// <exception cref="OptionException">A value is out of range; the message names it.</exception>
    internal void Check()
    {
        Require(SampleRateHz is null || IsPositive(SampleRateHz.Value), nameof(SampleRateHz), "must be a finite number of hertz over 0", SampleRateHz);
        Require(Hop is null or >= 1, nameof(Hop), "must be at least 1 sample", Hop);
        Require(HopSeconds is null || IsPositive(HopSeconds.Value), nameof(HopSeconds), "must be a finite number over 0", HopSeconds);
        Require(Hop is null || HopSeconds is null, nameof(HopSeconds), "must not be set together with Hop. Leave one of them out", HopSeconds);
        Require(Enum.IsDefined(Smoothing), nameof(Smoothing), "must be None, Majority or Average", (int)Smoothing);
        Require(SmoothingWindows is >= 1 and <= MostSmoothingWindows, nameof(SmoothingWindows), $"must be in [1, {MostSmoothingWindows}]", SmoothingWindows);
        Require(SmoothingWeight is > 0 and <= 1, nameof(SmoothingWeight), "must be over 0 and at most 1", SmoothingWeight);
        Require(SwitchMargin is >= 0 and <= 1, nameof(SwitchMargin), "must be in [0, 1]", SwitchMargin);
        Require(RejectBelow is >= 0 and <= 1, nameof(RejectBelow), "must be in [0, 1]", RejectBelow);
        Require(Refractory is null or >= 0, nameof(Refractory), "must be at least 0 samples", Refractory);
        Require(RefractorySeconds is null || (RefractorySeconds >= 0 && double.IsFinite(RefractorySeconds.Value)), nameof(RefractorySeconds), "must be a finite number of at least 0", RefractorySeconds);
        Require(Refractory is null || RefractorySeconds is null, nameof(RefractorySeconds), "must not be set together with Refractory. Leave one of them out", RefractorySeconds);
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private static void Require(bool condition, string option, string rule, object? found)
    {
        if (!condition)
        {
            throw new OptionException(FormattableString.Invariant($"{OptionName.Of($"Streaming.{option}")} {rule}. Got {found}."));
        }
    }
}
