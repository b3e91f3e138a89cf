using DiTMoS.Evaluation;

namespace DiTMoS.Tool.Figures;

/// <summary>The two ends of a 95 % interval.</summary>
internal sealed record IntervalFigures(double Low, double High)
{
    public static IntervalFigures Of(Interval interval) => new(interval.Low, interval.High);
}
