using System.Text;
using DiTMoS.Data.Readers.Tables;

namespace DiTMoS.Data.Readers.Wisdm;

/// <summary>Reads the records of WISDM's raw files one after another: <c>user,activity,timestamp,x,y,z;</c>, the time in nanoseconds.</summary>
/// <remarks>
/// The files have blemishes that leave no doubt about what was meant; they are put right and counted: records without a semicolon behind them, several in a line,
/// with or without a semicolon between, commas behind a record, and empty lines. A record without a value, or with the time 0, is left out.
/// </remarks>
/// <param name="lines">The text, read from where it stands.</param>
/// <param name="repairs">Counts what was put right.</param>
internal sealed class WisdmRecords(LineReader lines, RepairLog repairs)
{
    private const int FieldCount = 6;
    private const int LongestActivity = 100;
    private const double SecondsPerTick = 1e-9;

    private readonly (int Start, int Length)[] _fields = new (int, int)[FieldCount];
    private int _at;                        // what of the line is not yet read
    private int _column;                    // the number of the last field of the line that was read
    private int _firstColumn;               // of the record
    private bool _isInLine;

    /// <summary>The number of the record's line, from 1.</summary>
    public long Row => lines.Row;

    /// <summary>Who was recorded, from 0.</summary>
    public int User { get; private set; }

    /// <summary>What was done, as the file calls it.</summary>
    public string Activity { get; private set; } = "";

    /// <summary>When, in seconds since some moment of the device's own.</summary>
    public double Seconds { get; private set; }

    /// <summary>The sensor's x.</summary>
    public float X { get; private set; }

    /// <summary>The sensor's y.</summary>
    public float Y { get; private set; }

    /// <summary>The sensor's z.</summary>
    public float Z { get; private set; }

    /// <summary>Goes on to the next record.</summary>
    /// <returns>False at the end of the text.</returns>
    /// <exception cref="RecordingException">What stands there is no record, and what was meant cannot be told.</exception>
    public bool Read()
    {
        while (true)
        {
            if (!_isInLine)
            {
                if (!lines.ReadFilled())
                {
                    return false;
                }

                (_at, _column, _isInLine) = (0, 0, true);
            }

            if (FindRecord() && TakeRecord())
            {
                return true;
            }
        }
    }

    /// <summary>An error about the record.</summary>
    /// <param name="field">Which of the six fields, from 1.</param>
    /// <param name="problem">The rule and what was found, and where there is one, the way out.</param>
    public RecordingException Error(int field, string problem) => lines.Error(_firstColumn + field - 1, problem);

    // Finds the six fields of the next record of the line; false where the line has no more.
    private bool FindRecord()
    {
        ReadOnlySpan<byte> line = lines.Line;
        while (_at < line.Length && line[_at] is (byte)';' or (byte)' ' or (byte)'\t')
        {
            _at++;
        }

        if (_at == line.Length)
        {
            _isInLine = false;
            return false;
        }

        _firstColumn = _column + 1;
        for (int field = 0; field < FieldCount; field++)
        {
            int length = line[_at..].IndexOfAny((byte)',', (byte)';');
            int end = length < 0 ? line.Length : _at + length;
            bool isLast = field == FieldCount - 1;
            if (isLast)
            {
                end = EndOfFused(line, _at, end);
            }

            _fields[field] = (_at, end - _at);
            _column++;
            bool goesOn = end < line.Length && line[end] == ',';
            if (!isLast && !goesOn)
            {
                throw lines.Error($"expected user,activity,timestamp,x,y,z; but found {field + 1} of the six fields. Correct the row or leave it out.");
            }

            _at = isLast ? end : end + 1;
        }

        SkipEnding(line);
        return true;
    }

    // The end of a record's last number, where a blank and not a semicolon stands before the next record.
    private static int EndOfFused(ReadOnlySpan<byte> line, int start, int end)
    {
        int first = start;
        while (first < end && line[first] is (byte)' ' or (byte)'\t')
        {
            first++;
        }

        int blank = line[first..end].IndexOfAny((byte)' ', (byte)'\t');
        return blank < 0 ? end : first + blank;
    }

    // Behind a record comes a semicolon; anything else is counted.
    private void SkipEnding(ReadOnlySpan<byte> line)
    {
        int commas = 0;
        while (_at < line.Length && line[_at] is (byte)',' or (byte)' ' or (byte)'\t')
        {
            commas += line[_at++] == ',' ? 1 : 0;
        }

        if (_at < line.Length && line[_at] == ';')
        {
            _at++;
            repairs.Add("commas behind a record left out", commas);
        }
        else
        {
            repairs.Add("semicolons behind a record added");
        }
    }

    private bool TakeRecord()
    {
        if (Field(3).IsEmpty || Field(4).IsEmpty || Field(5).IsEmpty)
        {
            repairs.Add("records without a value left out");
            return false;
        }

        User = NumberText.TryParse(Field(0), out long user) && user is >= 0 and <= int.MaxValue ? (int)user : throw Unexpected(1, "a user, a whole number from 0");
        SetActivity(Field(1));
        long ticks = NumberText.TryParse(Field(2), out long time) && time >= 0 ? time : throw Unexpected(3, "a time in nanoseconds, a whole number from 0");
        Seconds = ticks * SecondsPerTick;
        X = Value(3);
        Y = Value(4);
        Z = Value(5);
        repairs.Add("records with the time 0 left out", ticks == 0 ? 1 : 0);
        return ticks != 0;
    }

    // Mostly the same as before, so that no text is made anew.
    private void SetActivity(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty || field.Length > LongestActivity || field.ContainsAnyInRange((byte)0, (byte)31))
        {
            throw Unexpected(2, "the name of an activity");
        }

        Span<char> name = stackalloc char[LongestActivity];
        int length = Encoding.UTF8.GetChars(field, name);
        Activity = name[..length].SequenceEqual(Activity) ? Activity : name[..length].ToString();
    }

    private float Value(int field) => NumberText.TryParse(Field(field), out float value) && float.IsFinite(value) ? value : throw Unexpected(field + 1, "a finite number");

    private ReadOnlySpan<byte> Field(int field) => lines.Line.Slice(_fields[field].Start, _fields[field].Length).Trim((ReadOnlySpan<byte>)[(byte)' ', (byte)'\t']);

    private RecordingException Unexpected(int field, string expected) => Error(field, $"expected {expected}. Got {LineReader.Shown(Field(field - 1))}.");
}
