using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers.Ucr;

/// <summary>An <c>.arff</c> file of the UEA and UCR archive.</summary>
/// <remarks>
/// Lines with % are comments. A univariate set has a numeric attribute per sample and the class, a nominal attribute, behind them. A multivariate set has
/// one relational attribute and the class: a row holds a quoted text with the dimensions, <c>\n</c> between them, and the class behind it. Missing values at
/// the end of a series are how shorter ones are written, so they are its end.
/// </remarks>
internal sealed class ArffTable : UcrTable
{
    private int _samples;
    private bool _isRelational;

    public ArffTable(RecordingSource source, SourceFile file, RecordingOptions options)
        : base(source, file, options) => ReadHeader();

    public override UcrCase? Read()
    {
        while (Lines.TryRead(out ReadOnlySpan<char> line))
        {
            if (!line.IsWhiteSpace() && line.TrimStart()[0] != '%')
            {
                return line.TrimStart()[0] == '{' ? throw Error("sparse rows, in braces, are not read. Save all values") : ReadCase(line);
            }
        }

        return null;
    }

    private void ReadHeader()
    {
        bool isInside = false;                           // the relational attribute
        while (Lines.TryRead(out ReadOnlySpan<char> line))
        {
            line = line.Trim();
            if (line.IsEmpty || line[0] == '%')
            {
                continue;
            }

            (string tag, string rest) = CutWord(line);
            switch (tag.ToUpperInvariant())
            {
                case "@RELATION":
                    break;
                case "@ATTRIBUTE" when ClassNames is null:
                    ReadAttribute(rest, ref isInside);
                    break;
                case "@END" when isInside:
                    isInside = false;
                    break;
                case "@DATA" when ClassNames is not null:
                    return;
                default:
                    throw Error($"expected @attribute, the values first and the nominal class as the last, and @data behind them. Got '{Text.Shown(line.ToString())}'");
            }
        }

        throw Error("there must be a line @data behind the header, but the file ends. It is cut short, or of another format");
    }

    private void ReadAttribute(string text, ref bool isInside)
    {
        (string name, string type) = CutName(text);
        switch (type.ToUpperInvariant())
        {
            case "RELATIONAL" when _samples == 0 && !_isRelational:
                _isRelational = isInside = true;
                break;
            case "NUMERIC" or "REAL" or "INTEGER" when isInside || !_isRelational:
                _samples++;
                break;
            case ['{', .., '}'] when !isInside && _samples > 0:
                SetClasses(SplitNames(type[1..^1]));
                break;
            default:
                throw Error($"attribute '{Text.Shown(name)}' must be numeric, as samples are, or, as the last one, nominal: the class in braces. Got '{Text.Shown(type)}'");
        }
    }

    private UcrCase ReadCase(ReadOnlySpan<char> line)
    {
        int at = line.Length - line.TrimStart().Length;
        List<float[]> dimensions = _isRelational ? ReadRelation(line, ref at) : [ReadSeries(ReadSamples(line, ref at), 0)];
        if (at >= line.Length || line[at] != ',')
        {
            throw ErrorAt(at, $"expected a comma and the class behind the values. Got '{Text.Shown(line[at..].ToString())}'");
        }

        string name = Unquote(line[(at + 1)..].Trim());
        return new UcrCase(Lines.Row, [.. dimensions], ReadClass(name, at + 1));
    }

    // As many values as there are attributes; at stands behind them.
    private ReadOnlySpan<char> ReadSamples(ReadOnlySpan<char> line, ref int at)
    {
        int start = at;
        for (int n = 0; n < _samples; n++)
        {
            int length = line[at..].IndexOf(',');
            if (length < 0)
            {
                throw Error($"there must be {_samples} values and the class, apart by commas. Got {n + 1} entries");
            }

            at += length + 1;
        }

        at--;                                            // the comma before the class
        return line[start..at];
    }

    private List<float[]> ReadRelation(ReadOnlySpan<char> line, ref int at)
    {
        char quote = line[at];
        int length = quote is '"' or '\'' ? line[(at + 1)..].IndexOf(quote) : -1;
        if (length < 0)
        {
            throw ErrorAt(at, $"the dimensions must stand in quotes. Got '{Text.Shown(line[at..].ToString())}'");
        }

        int column = at + 1;
        ReadOnlySpan<char> text = line.Slice(column, length);
        at = column + length + 1;
        var dimensions = new List<float[]>();
        for (bool isLast = false; !isLast;)
        {
            int end = text.IndexOf("\\n");
            isLast = end < 0;
            ReadOnlySpan<char> one = isLast ? text : text[..end];
            int count = one.Count(',') + 1;
            if (count != _samples)
            {
                throw ErrorAt(column, $"a dimension must have {_samples} values, as there are attributes. Got {count}");
            }

            dimensions.Add(ReadSeries(one, column));
            text = isLast ? [] : text[(end + 2)..];
            column += end + 2;
        }

        return dimensions;
    }

    private float[] ReadSeries(ReadOnlySpan<char> text, int column)
    {
        int last = text.LastIndexOf(',');
        while (last >= 0 && text[(last + 1)..].Trim() is "?" or "NaN")
        {
            text = text[..last];
            last = text.LastIndexOf(',');
        }

        var values = new float[text.Count(',') + 1];
        int n = 0;
        foreach (Range range in text.Split(','))
        {
            values[n++] = ReadValue(text[range], column + range.Start.Value);
        }

        return values;
    }

    private static (string Word, string Behind) CutWord(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(" \t");
        return end < 0 ? (text.ToString(), "") : (text[..end].ToString(), text[end..].Trim().ToString());
    }

    private static (string Name, string Type) CutName(string text)
    {
        if (text.Length > 0 && text[0] is '"' or '\'' && text.IndexOf(text[0], 1) is var end and > 0)
        {
            return (text[1..end], text[(end + 1)..].Trim());
        }

        // The braces of the classes may follow the name at once.
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        (string name, string type) = CutWord(text);
        return brace >= 0 && brace < name.Length ? (text[..brace], text[brace..]) : (name, type);
    }

    private static string[] SplitNames(string text) => [.. text.Split(',').Select(name => Unquote(name.AsSpan().Trim()))];

    private static string Unquote(ReadOnlySpan<char> name) =>
        name is ['\'', .. var single, '\''] ? single.ToString() : name is ['"', .. var quoted, '"'] ? quoted.ToString() : name.ToString();
}
