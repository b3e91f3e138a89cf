namespace DiTMoS.Data.Features;

/// <summary>A range of frequencies.</summary>
/// <param name="Name">What it is called, such as <c>alpha</c>.</param>
/// <param name="LowestHz">The first frequency that belongs to it, at least 0.</param>
/// <param name="HighestHz">The first frequency above that does not, at most half the sample rate.</param>
public sealed record FrequencyBand(string Name, double LowestHz, double HighestHz);
