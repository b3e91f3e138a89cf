namespace DiTMoS.Experiments.Statistics;

/// <summary>A test of paired differences against none.</summary>
/// <param name="Statistic">The test's statistic.</param>
/// <param name="P">The two-sided probability of a statistic as far out where there is no difference, in [0, 1].</param>
public readonly record struct PairedTest(double Statistic, double P);
