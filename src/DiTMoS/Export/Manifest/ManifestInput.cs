namespace DiTMoS.Export.Manifest;

/// <summary>The window that an inference reads.</summary>
/// <param name="Buffer">The buffer that it is written to.</param>
/// <param name="Channels">Channel names, C, in order.</param>
/// <param name="Length">Values per channel, L.</param>
/// <param name="SampleRateHz">Samples per second; null where unknown.</param>
/// <param name="Type">What a value is stored as, in the recording's own unit: normalisation is folded into the networks.</param>
/// <param name="Mean">The mean of each channel that is folded in, (C).</param>
/// <param name="Scale">The factor of each channel that is folded in, 1 / standard deviation, (C).</param>
internal sealed record ManifestInput(string Buffer, IReadOnlyList<string> Channels, int Length, double? SampleRateHz, string Type, IReadOnlyList<double> Mean, IReadOnlyList<double> Scale);
