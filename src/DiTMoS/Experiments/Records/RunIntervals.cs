using DiTMoS.Evaluation;

namespace DiTMoS.Experiments.Records;

/// <summary>95 % bootstrap intervals of one run.</summary>
public sealed record RunIntervals
{
    /// <summary>What was resampled: as many groups, or, where one group or none is told, as many windows.</summary>
    public required int ResampledUnits { get; init; }

    /// <summary>Of the accuracy.</summary>
    public required Interval Accuracy { get; init; }

    /// <summary>Of the mean F1.</summary>
    public required Interval MacroF1 { get; init; }

    /// <summary>Of the union accuracy; null where there is one network.</summary>
    public Interval? UnionAccuracy { get; init; }

    /// <summary>Of accuracy over union accuracy; null without a selector.</summary>
    public Interval? SelectorAccuracy { get; init; }
}
