using System.Buffers;
using System.Text;
using DiTMoS.Data.Sources;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data.Readers.Csv;

/// <summary>Reads delimited text with a sample per row: a file per recording, or files with columns that tell recordings apart.</summary>
/// <remarks>
/// The recording of a file goes on as long as the columns of subject, recording and trial stay the same; its rows must follow each other, so that one recording
/// alone is held at a time. Lines with # are comments. A file with a window per row is refused: such windows belong into <c>.npz</c>.
/// </remarks>
internal sealed class CsvReader : IRecordingReader
{
    private const double SuggestedSeconds = 2;
    private const int SuggestedLength = 128;             // where the rate is unknown

    private static readonly string[] Extensions = [".csv", ".tsv", ".tab"];

    private static readonly SearchValues<char> EndsOfClass = SearchValues.Create("0123456789_-. ");

    public string Id => "csv";

    public string Format => "delimited text (.csv) with a sample per row";

    public bool Recognizes(RecordingSource source) => source.IsFolder
        ? source.Files.Any(file => IsCsv(file.Name))
        : !IsBinary(source.Start) && (IsCsv(source.Name) || IsTable(source.Start));

    public RecordingSet Read(RecordingSource source, RecordingOptions options)
    {
        options.Csv.Check();
        SourceFile[] files = source.IsFolder ? [.. source.Files.Where(file => IsCsv(file.Name))] : [source.Files[0]];
        if (files.Length == 0)
        {
            files = [.. source.Files.Where(file => file.Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))];
        }

        if (files.Length == 0)
        {
            throw new RecordingException($"'{source.Name}' must hold files named .csv, .tsv or .txt. Got none among {source.Files.Count} files.");
        }

        CsvClassSource classes = options.Csv.ClassFrom ?? CsvClassSource.Column;
        CsvFile first = Open(files[0]);
        if (options.Csv.ClassFrom is null && first.Columns.Label is null && files.DistinctBy(file => file.Folder).Count() > 1)
        {
            classes = CsvClassSource.Folder;
        }

        if (classes == CsvClassSource.Column && first.Columns.Label is null && options.RequireLabels)
        {
            throw new RecordingException($"'{Text.Shown(files[0].Path)}' must have a column of classes, named such as 'label'. Got none. Name it by {OptionName.Of("Csv.LabelColumn")}, or set {OptionName.Of("Csv.ClassFrom")} to Folder or FileName.");
        }

        double? rate = first.FirstRateHz();
        int length = rate is { } hz && hz * SuggestedSeconds is >= 2 and <= int.MaxValue ? (int)Math.Round(hz * SuggestedSeconds) : SuggestedLength;
        return new RecordingSet
        {
            Format = Id,
            Source = source.Name,
            ChannelNames = first.Columns.ChannelNames,
            ChannelUnits = first.Columns.ChannelUnits,
            Suggested = new FrontEnd { Windows = new WindowOptions { Length = length, Hop = Math.Max(1, length / 2) } },
            Recordings = files.SelectMany(file =>
            {
                CsvFile next = Open(file);
                CheckSame(first, next, classes, options);
                return next.Read(rate);
            }),
        };

        CsvFile Open(SourceFile file) => new(source, file, options, ClassOf(source, file, classes)) { IsAlone = files.Length == 1 };
    }

    private static void CheckSame(CsvFile first, CsvFile next, CsvClassSource classes, RecordingOptions options)
    {
        if (!next.Columns.ChannelNames.SequenceEqual(first.Columns.ChannelNames))
        {
            throw new RecordingException($"'{Text.Shown(next.Path)}' must have the channels of '{Text.Shown(first.Path)}', {Names(first)}. Got {Names(next)}. Name a folder of recordings alone, or the columns to read by {OptionName.Of("Csv.Channels")}.");
        }

        (string[]? units, string[]? expected) = (next.Columns.ChannelUnits, first.Columns.ChannelUnits);
        if (units is null != expected is null || (units is not null && !units.SequenceEqual(expected!)))
        {
            throw new RecordingException($"'{Text.Shown(next.Path)}' must have its channels in the units of '{Text.Shown(first.Path)}', {Units(expected)}. Got {Units(units)}. Convert one file, or name the same units in both headers.");
        }

        if (classes == CsvClassSource.Column && options.RequireLabels && next.Columns.Label is null)
        {
            throw new RecordingException($"'{Text.Shown(next.Path)}' must have a column of classes, as '{Text.Shown(first.Path)}' has. Got none.");
        }

        static string Units(string[]? units) => units is null ? "none" : string.Join(", ", units.Take(20).Select(unit => unit.Length == 0 ? "unknown" : unit));

        static string Names(CsvFile file) => string.Join(", ", file.Columns.ChannelNames.Take(20).Select(Text.Shown));
    }

    private static string? ClassOf(RecordingSource source, SourceFile file, CsvClassSource classes) => classes switch
    {
        CsvClassSource.Folder when file.Folder.Length > 0 => file.Folder[(file.Folder.LastIndexOf('/') + 1)..],
        CsvClassSource.Folder => source.IsFolder ? source.Name : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(source.Path))) ?? source.Name,
        CsvClassSource.FileName => PrefixOf(file),
        _ => null,
    };

    private static string PrefixOf(SourceFile file)
    {
        int end = file.Name.AsSpan().IndexOfAny(EndsOfClass);
        return end > 0 ? file.Name[..end] : throw new RecordingException($"'{Text.Shown(file.Path)}': the file's name must begin with the class, such as walking_01.csv. Rename it, or set {OptionName.Of("Csv.ClassFrom")} to Folder or Column.");
    }

    private static bool IsCsv(string name) => Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) && !name.StartsWith('.');

    // Zeros are in no text, but in UTF-16.
    private static bool IsBinary(byte[] start) => start.AsSpan().Contains((byte)0) && !start.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) && !start.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);

    // Text of another name: at least two whole rows of as many fields, the second one with a number.
    private static bool IsTable(byte[] start)
    {
        string[] lines = [.. Encoding.UTF8.GetString(start).Split('\n').SkipLast(1).Where(line => !CsvHead.IsSkipped(line))];
        foreach (char delimiter in ",;\t| ")
        {
            var line = new CsvLine(delimiter);
            string[][] rows = [.. lines.Where(text => line.Split(text) is null).Select(_ => line.ToArray())];
            if (rows.Length >= 2 && rows.Length == lines.Length && rows[0].Length >= 2 && rows.All(row => row.Length == rows[0].Length) && rows[1].Any(field => CsvNumbers.TryRead(field, '.', out double _)))
            {
                return true;
            }
        }

        return false;
    }
}
