namespace DiTMoS.Data.Readers.Csv;

/// <summary>The fields of a line of delimited text: without the blanks around them, and without their quotes.</summary>
internal sealed class CsvLine(char delimiter)
{
    private readonly List<Range> _fields = [];
    private char[] _text = [];
    private int _length;

    /// <summary>How many fields there are.</summary>
    public int Count => _fields.Count;

    /// <summary>A field, there until the next line is split.</summary>
    public ReadOnlySpan<char> this[int index] => _text.AsSpan(_fields[index]);

    /// <summary>Splits a line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <returns>What is wrong with its quotes; null where nothing is.</returns>
    public string? Split(ReadOnlySpan<char> line)
    {
        _fields.Clear();
        _length = 0;
        if (_text.Length < line.Length)
        {
            _text = new char[Math.Max(line.Length, 256)];
        }

        if (delimiter == ' ')
        {
            line = line.Trim();
        }

        while (true)
        {
            if (delimiter != '\t')
            {
                line = line.TrimStart();
            }

            if (line is ['"', ..])
            {
                if (!TryTakeQuoted(ref line))
                {
                    return "a quote that opens must be closed in the same row";
                }
            }
            else
            {
                int end = line.IndexOf(delimiter);
                ReadOnlySpan<char> field = (end < 0 ? line : line[..end]).Trim();
                field.CopyTo(_text.AsSpan(_length));
                Add(field.Length);
                line = end < 0 ? [] : line[end..];
            }

            ReadOnlySpan<char> rest = delimiter == '\t' ? line.TrimStart(' ') : line.TrimStart(delimiter == ' ' ? '\0' : ' ');
            if (rest.IsEmpty)
            {
                return null;
            }

            if (rest[0] != delimiter)
            {
                return $"a delimiter must follow a closing quote. Got '{Text.Shown(rest[..1].ToString())}'";
            }

            line = rest[1..];
        }
    }

    /// <summary>The fields as texts of their own.</summary>
    public string[] ToArray() => [.. _fields.Select(field => new string(_text.AsSpan(field)))];

    private bool TryTakeQuoted(ref ReadOnlySpan<char> line)
    {
        int start = _length;
        int written = _length;
        line = line[1..];
        while (true)
        {
            int quote = line.IndexOf('"');
            if (quote < 0)
            {
                return false;
            }

            bool isDoubled = quote + 1 < line.Length && line[quote + 1] == '"';
            ReadOnlySpan<char> piece = line[..(isDoubled ? quote + 1 : quote)];
            piece.CopyTo(_text.AsSpan(written));
            written += piece.Length;
            line = line[(isDoubled ? quote + 2 : quote + 1)..];
            if (!isDoubled)
            {
                Add(written - start);
                return true;
            }
        }
    }

    private void Add(int length)
    {
        _fields.Add(_length..(_length + length));
        _length += length;
    }
}
