using System.Globalization;
using System.Text;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers.Tables;

/// <summary>Reads a text line by line as bytes, through one buffer; a line is valid until the next is read.</summary>
internal sealed class LineReader : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private const int DefaultLongestLine = 1 << 20;

    private readonly Stream _stream;
    private readonly int _longestLine;
    private byte[] _buffer;
    private int _start;                 // of what is not yet given out
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private bool _isEnded;

    /// <summary>Begins before the first line. A UTF-8 mark at the start is no part of it.</summary>
    /// <param name="stream">The text in UTF-8 or ASCII; disposed with the reader.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="longestLine">The most bytes that a line may have, at least 1. Default 1 MiB.</param>
    /// <exception cref="RecordingException">The text is in UTF-16.</exception>
    public LineReader(Stream stream, string name, int longestLine = DefaultLongestLine)
    {
        _stream = stream;
        _longestLine = longestLine;
        _buffer = new byte[Math.Min(BufferBytes, longestLine + 2)];
        Name = name;
        SkipMark();
    }

    /// <summary>Begins before the first line of a file.</summary>
    /// <exception cref="RecordingException">The file is empty, no longer what it was, or in UTF-16.</exception>
    public static LineReader Open(RecordingSource source, SourceFile file) => new(source.Open(file), file.Path);

    /// <summary>What messages call the file.</summary>
    public string Name { get; }

    /// <summary>The number of the line, from 1; 0 before the first.</summary>
    public long Row { get; private set; }

    /// <summary>The line, without what ends it: <c>\n</c> or <c>\r\n</c>.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>Goes on to the next line.</summary>
    /// <returns>False at the end of the text. A last line need not be ended.</returns>
    /// <exception cref="RecordingException">The line is too long.</exception>
    public bool Read()
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                Take(searched + length, 1);
                return true;
            }

            searched = _end - _start;
            if (searched > _longestLine)
            {
                Row++;
                throw TooLong();
            }

            if (!Fill())
            {
                bool any = searched > 0;
                if (any)
                {
                    Take(searched, 0);
                }

                return any;
            }
        }
    }

    /// <summary>Goes on to the next line that holds more than spaces and tabs.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool ReadFilled()
    {
        while (Read())
        {
            if (_lineLength > 0 && (_buffer[_lineStart] > ' ' || Line.ContainsAnyExcept((byte)' ', (byte)'\t')))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The whole number that a field of the line holds.</summary>
    /// <param name="fields">Stands on the field.</param>
    /// <param name="what">What the number says, as in "a user".</param>
    /// <param name="least">The smallest number that is allowed.</param>
    /// <param name="most">The largest number that is allowed.</param>
    /// <exception cref="RecordingException">The field holds something else.</exception>
    public int Whole(in Fields fields, string what, int least, int most = int.MaxValue) =>
        NumberText.TryParse(fields.Field, out long value) && value >= least && value <= most
            ? (int)value
            : throw Error(fields.Column, string.Create(CultureInfo.InvariantCulture, $"expected {what}, a whole number {(most == int.MaxValue ? $"from {least}" : $"in [{least}, {most}]")}. Got {Shown(fields.Field)}."));

    /// <summary>An error about the line.</summary>
    /// <param name="problem">The rule and what was found, and where there is one, the way out.</param>
    public RecordingException Error(string problem) => new(string.Create(CultureInfo.InvariantCulture, $"'{Text.Shown(Name)}', row {Row}: {problem}"));

    /// <summary>An error about a field of the line.</summary>
    /// <param name="column">The number of the field, from 1.</param>
    /// <param name="problem">The rule and what was found, and where there is one, the way out.</param>
    public RecordingException Error(int column, string problem) => new(string.Create(CultureInfo.InvariantCulture, $"'{Text.Shown(Name)}', row {Row}, column {column}: {problem}"));

    /// <summary>A field as messages show it: in quotes, shortened and without control characters.</summary>
    public static string Shown(ReadOnlySpan<byte> field) => field.IsEmpty ? "nothing" : $"'{Text.Shown(Encoding.UTF8.GetString(field[..Math.Min(field.Length, 300)]))}'";

    public void Dispose() => _stream.Dispose();

    private void Take(int length, int ending)
    {
        _lineStart = _start;
        _lineLength = length > 0 && _buffer[_start + length - 1] == '\r' ? length - 1 : length;
        _start += length + ending;
        Row++;
        if (_lineLength > _longestLine)
        {
            throw TooLong();
        }
    }

    private RecordingException TooLong() => Error($"a line must have at most {_longestLine} bytes, but this has more. Is it a text file?");

    // False at the end of the stream. What is not yet given out moves to the front; the buffer grows where that fills it.
    private bool Fill()
    {
        if (_isEnded)
        {
            return false;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, _longestLine + 2L));
        }

        int read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _isEnded = read == 0;
        return read > 0;
    }

    private void SkipMark()
    {
        while (_end < 3 && Fill())
        {
        }

        ReadOnlySpan<byte> start = _buffer.AsSpan(0, _end);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw new RecordingException($"'{Text.Shown(Name)}': the text must be in UTF-8 or ASCII. Got UTF-16. Save it as UTF-8.");
        }

        _start = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
    }
}
