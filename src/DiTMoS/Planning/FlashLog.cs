using DiTMoS.Planning.Boards;

namespace DiTMoS.Planning;

/// <summary>What writing features to flash costs: a log of records, one for each inference, erased when its sectors are full.</summary>
/// <param name="RecordBytes">Bytes written per inference.</param>
/// <param name="Sectors">Sectors that the log takes.</param>
/// <param name="SectorBytes">Bytes of one sector.</param>
/// <param name="FirstSector">The log's first sector, counted from the start of the flash, from 0: the last ones of their size, as code begins in the first.</param>
/// <param name="FlashOffset">Where the log begins, in bytes from the start of the flash.</param>
/// <param name="EraseCycles">How often a sector can be erased.</param>
/// <param name="InferencesPerSecond">The rate that the lifetime is computed for.</param>
/// <param name="WriteMs">Milliseconds of writing per inference, typical.</param>
/// <param name="EraseMs">Milliseconds of erasing per inference on average, at the most.</param>
public sealed record FlashLog(int RecordBytes, int Sectors, int SectorBytes, int FirstSector, long FlashOffset, int EraseCycles, double InferencesPerSecond, double WriteMs, double EraseMs)
{
    private const double SecondsPerYear = 365.25 * 86_400;

    /// <summary>Bytes of the log.</summary>
    public long Bytes => (long)Sectors * SectorBytes;

    /// <summary>Records between two erasures.</summary>
    public long RecordsPerErase => Bytes / RecordBytes;

    /// <summary>Inferences until the sectors have been erased as often as they can be.</summary>
    public long Inferences => RecordsPerErase * EraseCycles;

    /// <summary>Years until then.</summary>
    public double LifetimeYears => Inferences / InferencesPerSecond / SecondsPerYear;

    /// <summary>The log for records of some bytes, in the smallest sectors of a board of which there are enough; as few as hold one record.</summary>
    internal static FlashLog Of(int recordBytes, Board board, double inferencesPerSecond)
    {
        FlashSectors kind = board.SectorsFor(recordBytes);
        int sectors = (recordBytes + kind.Bytes - 1) / kind.Bytes;
        long records = (long)sectors * kind.Bytes / recordBytes;
        FlashSectors[] before = [.. board.FlashSectors.TakeWhile(other => !ReferenceEquals(other, kind))];
        return new FlashLog(
            recordBytes,
            sectors,
            kind.Bytes,
            before.Sum(other => other.Count) + kind.Count - sectors,
            before.Sum(other => (long)other.Count * other.Bytes) + ((long)(kind.Count - sectors) * kind.Bytes),
            board.FlashEraseCycles,
            inferencesPerSecond,
            (recordBytes + 3) / 4 * board.WordProgramMicroseconds / 1000,
            sectors * kind.EraseSeconds * 1000 / records);
    }
}
