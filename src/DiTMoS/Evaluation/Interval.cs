namespace DiTMoS.Evaluation;

/// <summary>A 95 % interval.</summary>
/// <param name="Low">The lower end: 2.5 % of the resamples lie below it.</param>
/// <param name="High">The upper end: 2.5 % of the resamples lie above it.</param>
public readonly record struct Interval(double Low, double High);
