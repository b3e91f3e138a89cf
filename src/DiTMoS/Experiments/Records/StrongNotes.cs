namespace DiTMoS.Experiments.Records;

/// <summary>How a strong model that several runs share was trained.</summary>
/// <param name="Seconds">Seconds by the clock on the wall.</param>
/// <param name="Curves">How it went.</param>
internal sealed record StrongNotes(double Seconds, IReadOnlyList<RunCurve> Curves);
