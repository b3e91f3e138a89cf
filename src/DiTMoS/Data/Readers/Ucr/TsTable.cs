using System.Globalization;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers.Ucr;

/// <summary>A <c>.ts</c> file.</summary>
/// <remarks>
/// Lines with # are comments; lines with @ before <c>@data</c> describe the set (case does not matter). Behind it each line is a series: its dimensions
/// apart by colons, values apart by commas, <c>?</c> where one is missing, and behind the last colon the class, where <c>@classLabel</c> says true.
/// </remarks>
internal sealed class TsTable : UcrTable
{
    private int? _dimensions;
    private int? _seriesLength;
    private bool _isUnivariate;
    private bool _hasEqualLength;

    public TsTable(RecordingSource source, SourceFile file, RecordingOptions options)
        : base(source, file, options) => ReadHeader();

    public override UcrCase? Read()
    {
        while (Lines.TryRead(out ReadOnlySpan<char> line))
        {
            if (!line.IsWhiteSpace() && !line.TrimStart().StartsWith('#'))
            {
                return ReadCase(line);
            }
        }

        return null;
    }

    private void ReadHeader()
    {
        while (Lines.TryRead(out ReadOnlySpan<char> line))
        {
            line = line.Trim();
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            string[] words = line.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words[0].Equals("@data", StringComparison.OrdinalIgnoreCase))
            {
                CheckHeader();
                return;
            }

            ReadTag(words);
        }

        throw Error("there must be a line @data behind the header, but the file ends. It is cut short, or of another format");
    }

    private void ReadTag(string[] words)
    {
        switch (words[0].ToUpperInvariant())
        {
            case "@TIMESTAMPS" when ReadBool(words):
                throw Error("series with time stamps are not read. Save them without (@timeStamps false)");
            case "@UNIVARIATE":
                _isUnivariate = ReadBool(words);
                break;
            case "@DIMENSION" or "@DIMENSIONS":
                _dimensions = ReadCount(words);
                break;
            case "@EQUALLENGTH":
                _hasEqualLength = ReadBool(words);
                break;
            case "@SERIESLENGTH":
                _seriesLength = ReadCount(words);
                break;
            case "@CLASSLABEL" when ReadBool(words):
                SetClasses(words[2..]);
                break;
            case "@TARGETLABEL" when ReadBool(words):
                throw Error("the set is to predict a number (@targetLabel), not a class. Choose a set with @classLabel");
            case var tag when tag[0] != '@':
                throw Error($"a line of the header must begin with @ or #. Got '{Text.Shown(words[0])}'");
        }
    }

    private void CheckHeader()
    {
        if (_isUnivariate && _dimensions is > 1)
        {
            throw Error($"@univariate true and @dimensions {_dimensions} contradict each other");
        }

        _dimensions = _isUnivariate ? 1 : _dimensions;
    }

    private bool ReadBool(string[] words) =>
        words.Length > 1 && bool.TryParse(words[1], out bool value) ? value : throw Error($"expected {Text.Shown(words[0])} true or false. Got '{Text.Shown(string.Join(' ', words.Skip(1)))}'");

    private int ReadCount(string[] words) =>
        words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw Error($"expected {Text.Shown(words[0])} and a whole number from 1. Got '{Text.Shown(string.Join(' ', words.Skip(1)))}'");

    private UcrCase ReadCase(ReadOnlySpan<char> line)
    {
        var dimensions = new List<float[]>();
        int at = 0;
        for (int length = line.IndexOf(':'); length >= 0; length = line[at..].IndexOf(':'))
        {
            dimensions.Add(ReadSeries(line.Slice(at, length), at));
            at += length + 1;
        }

        if (ClassNames is null)
        {
            dimensions.Add(ReadSeries(line[at..], at));
        }

        if (dimensions.Count == 0)
        {
            throw Error("expected values, a colon, and the class behind it (@classLabel true). Got no colon");
        }

        int expected = _dimensions ??= dimensions.Count;
        if (dimensions.Count != expected)
        {
            throw Error($"a series must have {expected} dimensions, as the header or the first one has. Got {dimensions.Count}");
        }

        return new UcrCase(Lines.Row, [.. dimensions], ClassNames is null ? null : ReadClass(line[at..].Trim().ToString(), at));
    }

    private float[] ReadSeries(ReadOnlySpan<char> text, int column)
    {
        if (text.IsWhiteSpace())
        {
            throw ErrorAt(column, "a dimension must have values. Got none");
        }

        if (text.TrimStart()[0] == '(')
        {
            throw ErrorAt(column, "series with time stamps are not read. Save values alone, apart by commas");
        }

        var values = new float[text.Count(',') + 1];
        int n = 0;
        foreach (Range range in text.Split(','))
        {
            values[n++] = ReadValue(text[range], column + range.Start.Value);
        }

        return !_hasEqualLength || _seriesLength is not { } length || values.Length == length
            ? values
            : throw ErrorAt(column, $"a dimension must have {length} values, as @seriesLength says. Got {values.Length}");
    }
}
