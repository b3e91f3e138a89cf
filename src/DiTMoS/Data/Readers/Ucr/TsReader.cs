using System.Text;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers.Ucr;

/// <summary>Reads sets of the UEA and UCR archive in its <c>.ts</c> format: X_TRAIN.ts with X_TEST.ts, or one file.</summary>
internal sealed class TsReader : IRecordingReader
{
    private const string Extension = ".ts";

    public string Id => "ts";

    public string Format => "the UEA and UCR archive's .ts files";

    public bool Recognizes(RecordingSource source) => source.IsFolder
        ? source.Files.Any(file => UcrPart.HasExtension(file, "_TRAIN.ts") || UcrPart.HasExtension(file, "_TEST.ts"))
            || source.Files.Count(file => UcrPart.HasExtension(file, Extension)) == 1
        : UcrPart.HasExtension(source.Files[0], Extension) ? source.StartsWith("@"u8) || source.StartsWith("#"u8) : IsHeader(source.Start);

    public RecordingSet Read(RecordingSource source, RecordingOptions options) =>
        UcrRecordings.Read(source, options, Id, Extension, (from, file, how) => new TsTable(from, file, how));

    private static bool IsHeader(byte[] start)
    {
        string[] lines = Encoding.Latin1.GetString(start).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(lines, line => line[0] != '#') is { } first && first.StartsWith("@problemName", StringComparison.OrdinalIgnoreCase);
    }
}
