namespace DiTMoS.Experiments.Statistics;

/// <summary>What two methods say of one subject, speaker or recording, or of one window by itself, in all runs together.</summary>
/// <param name="First">Right answers of the first method.</param>
/// <param name="Second">Right answers of the second method.</param>
/// <param name="Total">Answers of each, at least 1.</param>
public readonly record struct PairedUnit(int First, int Second, int Total);
