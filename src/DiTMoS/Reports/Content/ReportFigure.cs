using DiTMoS.Experiments.Statistics;
using DiTMoS.Evaluation;

namespace DiTMoS.Reports.Content;

/// <summary>A figure over the runs of a row.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">The sample's standard deviation; null for one run.</param>
/// <param name="Values">The value of each run, null where a run has none.</param>
/// <param name="Low">The mean lower end of the runs' bootstrap intervals; null where there are none.</param>
/// <param name="High">The mean upper end.</param>
internal sealed record ReportFigure(double Mean, double? Deviation, IReadOnlyList<double?> Values, double? Low, double? High)
{
    /// <summary>The figure of some runs; null where none has it.</summary>
    public static ReportFigure? Of(IReadOnlyList<double?> values, IReadOnlyList<Interval?>? intervals = null)
    {
        Interval[] known = [.. (intervals ?? []).OfType<Interval>()];
        return Spread.Of([.. values.OfType<double>()]) is { } spread
            ? new ReportFigure(
                spread.Mean,
                spread.Deviation,
                values,
                known.Length == 0 ? null : known.Average(interval => interval.Low),
                known.Length == 0 ? null : known.Average(interval => interval.High))
            : null;
    }
}
