using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>One npy array being read: its header, then exactly as many bytes as the header declares.</summary>
internal sealed class NpyStream : IDisposable
{
    private readonly Stream _stream;
    private readonly Func<string, RecordingException> _error;
    private readonly uint _declaredCrc;
    private uint _crc;
    private long _leftBytes;

    /// <summary>Reads the header, and checks that the elements fill the rest of the member.</summary>
    public NpyStream(Stream stream, long memberBytes, uint declaredCrc, Func<string, RecordingException> error)
    {
        _stream = stream;
        _leftBytes = memberBytes;
        _declaredCrc = declaredCrc;
        _error = error;
        Header = NpyHeader.Read(bytes => ReadExactly(bytes), error);
        long expected = Header.Count * Header.Type.Bytes;
        if (expected != _leftBytes)
        {
            throw error($"shape {Header} needs {expected} bytes, but {_leftBytes} follow the header. The file is cut short or damaged");
        }
    }

    public NpyHeader Header { get; }

    /// <summary>Fills the span with the next bytes.</summary>
    public void ReadExactly(Span<byte> destination)
    {
        if (destination.Length > _leftBytes)
        {
            throw _error("the array is cut short");
        }

        try
        {
            _stream.ReadExactly(destination);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw _error($"the packed data is damaged ({error.Message.TrimEnd('.')})");
        }

        _leftBytes -= destination.Length;
        _crc = Crc32.Append(_crc, destination);
    }

    /// <summary>Checks, after the last element, the checksum of the whole member.</summary>
    public void Complete()
    {
        if (_crc != _declaredCrc)
        {
            throw _error("the checksum does not fit: the file was altered or damaged. Copy or save it anew");
        }
    }

    public void Dispose() => _stream.Dispose();
}
