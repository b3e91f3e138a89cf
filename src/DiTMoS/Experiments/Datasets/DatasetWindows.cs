using DiTMoS.Data.Windowing;

namespace DiTMoS.Experiments.Datasets;

/// <summary>How windows are cut, where it is not as the format suggests: as <see cref="WindowOptions"/>, each choice on its own.</summary>
public sealed record DatasetWindows
{
    /// <summary>Samples per window. Default null.</summary>
    public int? Length { get; init; }

    /// <summary>Seconds per window. Default null.</summary>
    public double? Seconds { get; init; }

    /// <summary>Samples from the start of a window to the start of the next. Default null.</summary>
    public int? Hop { get; init; }

    /// <summary>Seconds from the start of a window to the start of the next. Default null.</summary>
    public double? HopSeconds { get; init; }

    /// <summary>The rate to which recordings are brought first, in hertz. Default null.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>Which of the labels under a window becomes the window's. Default null.</summary>
    public LabelRule? LabelRule { get; init; }

    /// <summary>The share of a window's samples that the class of the most samples must have, in (0, 1]. Default null.</summary>
    public double? MajorityThreshold { get; init; }

    /// <summary>Whether short recordings get zeros behind them. Default null.</summary>
    public bool? PadShort { get; init; }

    /// <summary>The format's own choices, changed by these.</summary>
    internal WindowOptions Apply(WindowOptions windows)
    {
        if (Length != null || Seconds != null)
        {
            windows = windows with { Length = Length, Seconds = Seconds, Hop = null, HopSeconds = null };   // a hop that suits another length suits this one by chance only
        }

        if (Hop != null || HopSeconds != null)
        {
            windows = windows with { Hop = Hop, HopSeconds = HopSeconds };
        }

        return windows with
        {
            SampleRateHz = SampleRateHz ?? windows.SampleRateHz,
            LabelRule = LabelRule ?? windows.LabelRule,
            MajorityThreshold = MajorityThreshold ?? windows.MajorityThreshold,
            PadShort = PadShort ?? windows.PadShort,
        };
    }
}
