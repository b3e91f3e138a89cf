namespace DiTMoS.Export.Manifest;

/// <summary>Windows to verify with.</summary>
/// <param name="Windows">The windows, a numpy file.</param>
/// <param name="Expected">What the engine says of them, a CSV file: one row a window, with label, route and scores.</param>
/// <param name="Count">How many.</param>
/// <param name="Source">Where they came from, as shown to people.</param>
internal sealed record ManifestVerification(string Windows, string Expected, int Count, string Source);
