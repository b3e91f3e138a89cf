using DiTMoS.Planning;

namespace DiTMoS.Export.Manifest;

/// <summary>What writing features to flash costs.</summary>
internal sealed record ManifestFlashLog(int RecordBytes, int Sectors, int SectorBytes, int FirstSector, long FlashOffset, long RecordsPerErase, long Inferences, double InferencesPerSecond, double LifetimeYears)
{
    /// <summary>A log as it is written down; null for none.</summary>
    public static ManifestFlashLog? Of(FlashLog? log) => log is null
        ? null
        : new(log.RecordBytes, log.Sectors, log.SectorBytes, log.FirstSector, log.FlashOffset, log.RecordsPerErase, log.Inferences, log.InferencesPerSecond, log.LifetimeYears);
}
