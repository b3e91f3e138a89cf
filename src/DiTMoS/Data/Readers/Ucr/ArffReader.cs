using System.Text;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers.Ucr;

/// <summary>Reads sets of the UEA and UCR archive in their <c>.arff</c> form: X_TRAIN.arff with X_TEST.arff, or one file.</summary>
internal sealed class ArffReader : IRecordingReader
{
    private const string Extension = ".arff";

    public string Id => "arff";

    public string Format => "the UEA and UCR archive's .arff files";

    public bool Recognizes(RecordingSource source) => source.IsFolder
        ? source.Files.Any(file => UcrPart.HasExtension(file, Extension))
        : UcrPart.HasExtension(source.Files[0], Extension) || IsHeader(source.Start);

    public RecordingSet Read(RecordingSource source, RecordingOptions options) =>
        UcrRecordings.Read(source, options, Id, Extension, (from, file, how) => new ArffTable(from, file, how));

    private static bool IsHeader(byte[] start)
    {
        string[] lines = Encoding.Latin1.GetString(start).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(lines, line => line[0] != '%') is { } first && first.StartsWith("@relation", StringComparison.OrdinalIgnoreCase);
    }
}
