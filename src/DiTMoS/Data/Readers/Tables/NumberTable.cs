using System.Buffers;
using System.Runtime.CompilerServices;

namespace DiTMoS.Data.Readers.Tables;

/// <summary>A text of numbers in rows and columns, read into one array per column.</summary>
internal static class NumberTable
{
    private const int FirstRows = 1024;

    /// <summary>Reads all rows. Empty lines are skipped.</summary>
    /// <param name="lines">The text, which is read from where it stands to its end.</param>
    /// <param name="columns">How many numbers each row must have, at least 1.</param>
    /// <param name="separator">What stands between numbers; a space for any run of spaces and tabs.</param>
    /// <param name="maximumBytes">The most bytes that the numbers may take in memory.</param>
    /// <param name="allowMissing">Whether numbers may be missing and are then NaN: the words <c>NaN</c> and <c>?</c>, and fields of nothing. Default false.</param>
    /// <returns>As many arrays as columns, of as many values as rows.</returns>
    /// <exception cref="RecordingException">A row has more or fewer numbers, a field is no finite number, there are no rows, or there are too many.</exception>
    public static float[][] Read(LineReader lines, int columns, byte separator, long maximumBytes, bool allowMissing = false)
    {
        float[][] values = [.. Enumerable.Range(0, columns).Select(_ => ArrayPool<float>.Shared.Rent(FirstRows))];
        try
        {
            int count = ReadRows(lines, separator, maximumBytes, allowMissing, values);
            return count > 0
                ? Array.ConvertAll(values, column => column.AsSpan(0, count).ToArray())
                : throw new RecordingException($"'{Text.Shown(lines.Name)}': expected rows of {columns} numbers. Got an empty file.");
        }
        finally
        {
            Array.ForEach(values, column => ArrayPool<float>.Shared.Return(column));
        }
    }

    /// <summary>Reads the numbers of the line that <paramref name="lines"/> stands on.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="separator">What stands between numbers; a space for any run of spaces and tabs.</param>
    /// <param name="allowMissing">Whether numbers may be missing and are then NaN.</param>
    /// <param name="row">As many numbers as the line must have.</param>
    /// <exception cref="RecordingException">The line has more or fewer fields, or one is no finite number.</exception>
    public static void ReadRow(LineReader lines, byte separator, bool allowMissing, Span<float> row)
    {
        if (!TryReadPlain(lines.Line, separator, allowMissing, row))
        {
            ReadFields(lines, separator, allowMissing, row);
        }
    }

    // Columns grow in borrowed arrays, so that many files after each other take no fresh memory but for what they hold.
    private static int ReadRows(LineReader lines, byte separator, long maximumBytes, bool allowMissing, float[][] values)
    {
        var row = new float[values.Length];
        int count = 0;
        int room = FirstRows;
        while (lines.ReadFilled())
        {
            ReadRow(lines, separator, allowMissing, row);
            if (count == room)
            {
                room = Grow(lines, values, room, maximumBytes);
            }

            for (int c = 0; c < row.Length; c++)
            {
                values[c][count] = row[c];
            }

            count++;
        }

        return count;
    }

    // Numbers, and nothing else but what parts them: nearly every row. Others are looked at field by field.
    private static bool TryReadPlain(ReadOnlySpan<byte> line, byte separator, bool allowMissing, Span<float> row)
    {
        byte blank = separator == (byte)'\t' ? (byte)' ' : (byte)'\t';
        int at = SkipBlanks(line, 0, blank);
        for (int c = 0; c < row.Length; c++)
        {
            int length = NumberText.Read(line[at..], out row[c]);
            if (length == 0 && allowMissing && line[at..].StartsWith("NaN"u8))
            {
                row[c] = float.NaN;
                length = 3;
            }
            else if (length == 0 || !float.IsFinite(row[c]))
            {
                return false;
            }

            int end = at + length;
            at = SkipBlanks(line, end, blank);
            if (c + 1 < row.Length)
            {
                bool isParted = separator == (byte)' ' ? at > end : at < line.Length && line[at] == separator;
                if (!isParted)
                {
                    return false;
                }

                at = separator == (byte)' ' ? at : SkipBlanks(line, at + 1, blank);
            }
        }

        return at == line.Length;
    }

    private static void ReadFields(LineReader lines, byte separator, bool allowMissing, Span<float> row)
    {
        int found = Fields.Count(lines.Line, separator);
        var fields = new Fields(lines.Line, separator);
        for (int c = 0; c < row.Length && fields.Read(); c++)
        {
            row[c] = Number(lines, fields, allowMissing);
        }

        if (found != row.Length)
        {
            throw lines.Error($"expected {row.Length} columns. Got {found}.");
        }
    }

    private static float Number(LineReader lines, in Fields fields, bool allowMissing)
    {
        bool isMissing = fields.Field.IsEmpty || fields.Field.SequenceEqual("?"u8);
        if (allowMissing && isMissing)
        {
            return float.NaN;
        }

        if (isMissing || !NumberText.TryParse(fields.Field, out float value))
        {
            throw lines.Error(fields.Column, $"expected a number. Got {LineReader.Shown(fields.Field)}.");
        }

        return float.IsFinite(value) || (allowMissing && float.IsNaN(value))
            ? value
            : throw lines.Error(fields.Column, $"expected a number that is finite in single precision. Got {LineReader.Shown(fields.Field)}.");
    }

    private static int Grow(LineReader lines, float[][] values, int room, long maximumBytes)
    {
        long rows = Math.Min(room * 2L, Array.MaxLength);
        if (rows * values.Length * sizeof(float) > maximumBytes || rows == room)
        {
            throw lines.Error($"the rows up to here take more memory than the limit of {maximumBytes} bytes allows. Raise {OptionName.MaximumBytes} if the file is to be trusted.");
        }

        for (int c = 0; c < values.Length; c++)
        {
            float[] larger = ArrayPool<float>.Shared.Rent((int)rows);
            values[c].AsSpan(0, room).CopyTo(larger);
            ArrayPool<float>.Shared.Return(values[c]);
            values[c] = larger;
        }

        return (int)rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipBlanks(ReadOnlySpan<byte> line, int at, byte blank)
    {
        while (at < line.Length && (line[at] == ' ' || line[at] == blank))
        {
            at++;
        }

        return at;
    }
}
