namespace DiTMoS.Data.Readers;

/// <summary>Reads text line by line, whatever its byte order mark says it is encoded in, and refuses lines that are longer than it shall hold.</summary>
internal sealed class DecodedLineReader : IDisposable
{
    private const int FirstChars = 1 << 14;
    private const int MostChars = 1 << 28;

    private readonly StreamReader _reader;
    private readonly string _name;
    private readonly int _longest;
    private char[] _buffer = new char[FirstChars];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Reads from the stream's place on.</summary>
    /// <param name="stream">The text; closed with the reader.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="maximumBytes">The most bytes to hold.</param>
    public DecodedLineReader(Stream stream, string name, long maximumBytes)
    {
        _reader = new StreamReader(stream);
        _name = name;
        _longest = (int)Math.Min(maximumBytes / sizeof(char), MostChars);
    }

    /// <summary>The row of the line that was read last, from 1; 0 before the first.</summary>
    public long Row { get; private set; }

    /// <summary>Reads the next line, without its end.</summary>
    /// <param name="line">The line, there until the next call.</param>
    /// <returns>False behind the last line.</returns>
    /// <exception cref="RecordingException">The line is too long.</exception>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf('\n');
            if (length >= 0)
            {
                line = Take(searched + length, end: 1);
                return true;
            }

            searched = _end - _start;
            if (_isAtEnd)
            {
                line = searched > 0 ? Take(searched, end: 0) : [];
                return searched > 0;
            }

            Fill();
        }
    }

    public void Dispose() => _reader.Dispose();

    private ReadOnlySpan<char> Take(int length, int end)
    {
        ReadOnlySpan<char> line = _buffer.AsSpan(_start, length);
        _start += length + end;
        Row++;
        return line is [.. var text, '\r'] ? text : line;
    }

    private void Fill()
    {
        int kept = _end - _start;
        if (kept > _longest)
        {
            throw new RecordingException($"'{_name}', row {Row + 1}: a line must have at most {_longest} characters, but this goes on. Break it, or raise {OptionName.MaximumBytes} if the file is to be trusted.");
        }

        char[] target = kept > _buffer.Length / 2 ? new char[_buffer.Length * 2] : _buffer;
        Array.Copy(_buffer, _start, target, 0, kept);
        (_buffer, _start) = (target, 0);
        int read = _reader.Read(_buffer, kept, _buffer.Length - kept);
        _end = kept + read;
        _isAtEnd = read == 0;
    }
}
