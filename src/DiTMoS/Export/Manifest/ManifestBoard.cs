namespace DiTMoS.Export.Manifest;

/// <summary>The board that was planned for.</summary>
internal sealed record ManifestBoard(string Name, string Core, long ClockHz, int RamBytes, long FlashBytes);
