using DiTMoS.Evaluation;

namespace DiTMoS.Bench.Accuracy;

/// <summary>95 % bootstrap intervals of one run.</summary>
internal sealed record AccuracyIntervals
{
    /// <summary>What was resampled: as many subjects, or, where one subject is tested, as many windows.</summary>
    public required int ResampledUnits { get; init; }

    /// <summary>Of the accuracy.</summary>
    public required Interval Accuracy { get; init; }

    /// <summary>Of the mean F1.</summary>
    public required Interval MacroF1 { get; init; }

    /// <summary>Of the union accuracy; null without a selector.</summary>
    public Interval? UnionAccuracy { get; init; }

    /// <summary>Of accuracy over union accuracy; null without a selector.</summary>
    public Interval? SelectorAccuracy { get; init; }
}
