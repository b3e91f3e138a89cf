using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers.Csv;

/// <summary>The first rows of a file, and how they are written.</summary>
internal sealed record CsvHead
{
    private const int MostRows = 500;
    private const int MostChars = 1 << 20;
    private const double EnoughRows = 0.9;

    // Asked in this order: a comma may be a decimal sign, and a space part of a date or a name.
    private static readonly char[] Delimiters = ['\t', ';', '|', ',', ' '];

    public required char Delimiter { get; init; }

    public required char DecimalSign { get; init; }

    /// <summary>The names of the columns; null where there is no header.</summary>
    public required string[]? Header { get; init; }

    /// <summary>The rows behind the header that were looked at.</summary>
    public required IReadOnlyList<string[]> Rows { get; init; }

    /// <summary>Fields per row.</summary>
    public int Columns => (Header ?? Rows[0]).Length;

    /// <summary>Looks at the beginning of a file.</summary>
    /// <exception cref="RecordingException">There are no rows, or a quote is not closed.</exception>
    public static CsvHead Read(RecordingSource source, SourceFile file, RecordingOptions options)
    {
        var lines = new List<string>();
        using (DecodedLineReader reader = OpenLines(source, file, options))
        {
            int chars = 0;
            while (lines.Count < MostRows && chars < MostChars && reader.TryRead(out ReadOnlySpan<char> line))
            {
                if (!IsSkipped(line))
                {
                    lines.Add(line.ToString());
                    chars += line.Length;
                }
            }
        }

        if (lines.Count == 0)
        {
            throw new RecordingException($"'{Text.Shown(file.Path)}' must have rows of numbers. Got none.");
        }

        char delimiter = options.Csv.Delimiter ?? FindDelimiter(lines);
        List<string[]> rows = Split(lines, delimiter);
        char decimalSign = options.Csv.DecimalSign ?? FindDecimalSign(rows, delimiter);
        bool hasHeader = options.Csv.HasHeader ?? IsHeader(rows, decimalSign);
        if (hasHeader && rows.Count == 1)
        {
            throw new RecordingException($"'{Text.Shown(file.Path)}' must have rows of numbers behind the header. Got none.");
        }

        return new CsvHead { Delimiter = delimiter, DecimalSign = decimalSign, Header = hasHeader ? rows[0] : null, Rows = hasHeader ? rows[1..] : rows };
    }

    /// <summary>Opens a file to be read line by line. A row is one sample of each channel, so it is not long.</summary>
    public static DecodedLineReader OpenLines(RecordingSource source, SourceFile file, RecordingOptions options) =>
        new(source.Open(file), Text.Shown(file.Path), Math.Min(options.MaximumBytes, MostChars * sizeof(char)));

    /// <summary>Whether a line is blank or a comment.</summary>
    public static bool IsSkipped(ReadOnlySpan<char> line) => line.IsWhiteSpace() || line.TrimStart()[0] == '#';

    /// <summary>Whether most of the fields of a column that are not missing are numbers.</summary>
    public bool IsNumeric(int column) => IsNumeric(Rows, column, DecimalSign);

    // Lines that cannot be split, as a quote is not closed, are left out; reading the file comes upon them.
    private static List<string[]> Split(List<string> lines, char delimiter)
    {
        var line = new CsvLine(delimiter);
        return [.. lines.Select(text => line.Split(text) is null || lines.Count == 1 ? line.ToArray() : null).OfType<string[]>().DefaultIfEmpty([])];
    }

    // The first by which nearly all rows have the same number of fields; else the one by which the most rows do.
    private static char FindDelimiter(List<string> lines)
    {
        (char Best, double Share) best = (',', 0);
        foreach (char delimiter in Delimiters)
        {
            List<string[]> rows = Split(lines, delimiter);
            KeyValuePair<int, int> usual = rows.CountBy(row => row.Length).MaxBy(count => count.Value);
            double share = usual.Key > 1 && !rows.TrueForAll(row => row.Skip(1).All(string.IsNullOrEmpty)) ? usual.Value / (double)lines.Count : 0;
            if (share >= EnoughRows)
            {
                return delimiter;
            }

            best = share > best.Share ? (delimiter, share) : best;
        }

        return best.Best;
    }

    private static char FindDecimalSign(List<string[]> rows, char delimiter) =>
        delimiter != ',' && HasSign(rows, ',') && !HasSign(rows, '.') ? ',' : '.';

    private static bool HasSign(List<string[]> rows, char sign) => rows.Exists(row => Array.Exists(row, field => CsvNumbers.HasSign(field, sign)));

    private static bool IsHeader(List<string[]> rows, char decimalSign)
    {
        string[] first = rows[0];
        if (first.Any(name => CsvColumns.RoleOf(name) is not null))
        {
            return true;
        }

        List<string[]> rest = rows[1..];
        return !first.Any(name => CsvNumbers.TryRead(name, decimalSign, out double _) || (MissingSamples.IsMissing(name) && name.Length > 0))
            && (rows.Count == 1 || Enumerable.Range(0, first.Length).Any(column => first[column].Length > 0 && IsNumeric(rest, column, decimalSign)));
    }

    private static bool IsNumeric(IReadOnlyList<string[]> rows, int column, char decimalSign)
    {
        int numbers = 0;
        int others = 0;
        foreach (string[] row in rows)
        {
            if (column < row.Length && !MissingSamples.IsMissing(row[column]))
            {
                _ = CsvNumbers.TryRead(row[column], decimalSign, out double _) ? numbers++ : others++;
            }
        }

        return numbers > 0 && numbers >= others;
    }
}
