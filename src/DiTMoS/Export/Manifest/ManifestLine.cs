namespace DiTMoS.Export.Manifest;

/// <summary>A convolution that runs inside the one that reads it.</summary>
/// <param name="Operator">The convolution.</param>
/// <param name="Buffer">The buffer of its rows.</param>
/// <param name="Rows">The rows that are kept at once.</param>
internal sealed record ManifestLine(string Operator, string Buffer, int Rows);
