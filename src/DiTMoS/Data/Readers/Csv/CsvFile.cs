using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers.Csv;

/// <summary>A file of rows: how it is written, which columns hold what, and the recordings in it.</summary>
internal sealed class CsvFile
{
    private readonly RecordingSource _source;
    private readonly SourceFile _file;
    private readonly RecordingOptions _options;
    private readonly CsvHead _head;
    private readonly string? _className;

    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="source">The source.</param>
    /// <param name="file">The file.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="className">The class of all of the file; null where a column says it, or nothing does.</param>
    public CsvFile(RecordingSource source, SourceFile file, RecordingOptions options, string? className)
    {
        (_source, _file, _options, _className) = (source, file, options, className);
        _head = CsvHead.Read(source, file, options);
        Columns = CsvColumns.Find(Text.Shown(file.Path), _head, options.Csv);
        Clock = Columns.Time is { } time ? CsvClock.Of(_head, time, options.Csv.TimeUnit, IsSameRecording) : null;
    }

    /// <summary>The path of the file within the source.</summary>
    public string Path => _file.Path;

    /// <summary>Whether the file is the only one of the source.</summary>
    public required bool IsAlone { get; init; }

    public string? ClassName => _className;

    public CsvOptions Options => _options.Csv;

    public long MaximumBytes => _options.MaximumBytes;

    public char DecimalSign => _head.DecimalSign;

    public CsvColumns Columns { get; }

    public CsvClock? Clock { get; }

    /// <summary>The rate of the first recording, by its first rows; null where unknown.</summary>
    public double? FirstRateHz()
    {
        if (_options.Csv.SampleRateHz is { } rate || Clock is null)
        {
            return _options.Csv.SampleRateHz;
        }

        var times = new List<double>();
        string[] first = _head.Rows[0];
        foreach (string[] row in _head.Rows.TakeWhile(row => IsSameRecording(first, row)))
        {
            if (Columns.Time < row.Length && Clock.TryRead(row[Columns.Time!.Value], out double time) && (times.Count == 0 || time >= times[^1]))
            {
                times.Add(time);
            }
        }

        return Clock.Measure(times, _options.Csv.GapFactor).RateHz;
    }

    /// <summary>Reads the recordings one after another.</summary>
    /// <param name="usualRateHz">The rate that recordings close to it are taken to have.</param>
    public IEnumerable<Recording> Read(double? usualRateHz)
    {
        using DecodedLineReader lines = CsvHead.OpenLines(_source, _file, _options);
        var line = new CsvLine(_head.Delimiter);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        CsvRecording? current = null;
        bool isHeader = _head.Header is not null;
        while (lines.TryRead(out ReadOnlySpan<char> text))
        {
            if (CsvHead.IsSkipped(text))
            {
                continue;
            }

            if (line.Split(text) is { } problem)
            {
                throw Error(lines.Row, problem);
            }

            if (isHeader)
            {
                isHeader = false;
                continue;
            }

            CheckCount(line, lines.Row);
            if (current is null || !current.IsSame(line))
            {
                if (current is not null)
                {
                    yield return current.Finish(usualRateHz);
                }

                current = new CsvRecording(this, line, lines.Row);
                if (!seen.Add(current.Key))
                {
                    throw Error(lines.Row, $"the rows of a recording must follow each other, but {current.Shown} was there before. Sort the file by recording");
                }
            }

            current.Add(line, lines.Row);
        }

        yield return current?.Finish(usualRateHz) ?? throw Error(lines.Row, "there must be rows of numbers. Got none");
    }

    /// <summary>What is wrong with a row.</summary>
    public RecordingException Error(long row, string problem) => new($"'{Text.Shown(_file.Path)}', row {row}: {problem}.");

    /// <summary>What is wrong with a field.</summary>
    public RecordingException Error(long row, int column, string problem)
    {
        string name = _head.Header is { } header ? $" ('{Text.Shown(header[column])}')" : "";
        return new RecordingException($"'{Text.Shown(_file.Path)}', row {row}, column {column + 1}{name}: {problem}.");
    }

    private bool IsSameRecording(string[] one, string[] other) =>
        Array.TrueForAll(Columns.Keys, column => column < one.Length && column < other.Length && one[column] == other[column]);

    private void CheckCount(CsvLine line, long row)
    {
        int count = line.Count;
        while (count > _head.Columns && line[count - 1].IsEmpty)
        {
            count--;
        }

        if (count != _head.Columns)
        {
            throw Error(row, $"there must be {_head.Columns} fields, as the first row has. Got {count}");
        }
    }
}
