namespace DiTMoS.Experiments;

/// <summary>What a row of an experiment will take.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Variant">The variant's name; empty for none.</param>
/// <param name="Runs">Runs of the row.</param>
/// <param name="Kept">Those that are there already.</param>
/// <param name="SecondsPerRun">Seconds of one core for a run; strong models that runs share count once, with the first that needs them.</param>
public sealed record RowEstimate(string Dataset, string Method, string Variant, int Runs, int Kept, double SecondsPerRun);
