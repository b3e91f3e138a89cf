namespace DiTMoS.Data;

/// <summary>Samples of a recording that follow each other and are of one class.</summary>
/// <param name="Start">The first sample, from 0.</param>
/// <param name="Length">How many samples, at least 1.</param>
/// <param name="ClassName">The class.</param>
public readonly record struct LabelledStretch(int Start, int Length, string ClassName);
