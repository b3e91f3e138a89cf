namespace DiTMoS.Export.Manifest;

/// <summary>One strategy beside the others.</summary>
internal sealed record ManifestComparison(string Strategy, int ArenaBytes, long FlashBytes, int FlashBytesPerInference, long Macs, double EstimatedMs, double? FlashLifetimeYears);
