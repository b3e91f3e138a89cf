using System.Runtime.InteropServices;

namespace DiTMoS.Data.Windowing;

/// <summary>Windows whose number is not known beforehand: they gather in pieces outside the managed heap, and move piece by piece into one array.</summary>
/// <remarks>A piece is given back as soon as it is copied, so that at no time much more than the final size is in use; a growing list would take two to three times that.</remarks>
internal sealed unsafe class WindowStore : IDisposable
{
    private const long FirstPieceBytes = 1 << 20;
    private const long LargestPieceBytes = 64 << 20;         // what allocators give back to the system at once

    private readonly int _windowLength;
    private readonly long _maximumBytes;
    private readonly string _source;
    private readonly Queue<(nint Memory, int Windows)> _pieces = new();
    private nint _last;
    private int _used;                                       // windows in the last piece
    private int _capacity;

    /// <summary>Begins an empty store.</summary>
    /// <param name="windowLength">Values per window.</param>
    /// <param name="maximumBytes">The most bytes that all windows may take.</param>
    /// <param name="source">What messages call the source of the windows.</param>
    public WindowStore(int windowLength, long maximumBytes, string source)
    {
        _windowLength = windowLength;
        _maximumBytes = maximumBytes;
        _source = source;
    }

    /// <summary>The number of windows.</summary>
    public int Count { get; private set; }

    private long WindowBytes => (long)_windowLength * sizeof(float);

    /// <summary>Room for one more window; every value must be written.</summary>
    /// <exception cref="RecordingException">There is no more room.</exception>
    public Span<float> Next()
    {
        if ((Count + 1) * WindowBytes > _maximumBytes)
        {
            throw new RecordingException($"'{_source}': the windows need more than {_maximumBytes} bytes. Cut fewer (a longer hop), compute fewer features, or raise {OptionName.MaximumBytes}.");
        }

        if ((Count + 1L) * _windowLength > Array.MaxLength)
        {
            throw new RecordingException($"'{_source}': the windows have more than {Array.MaxLength} values, the most that a set may hold. Cut fewer: a longer hop.");
        }

        if (_used == _capacity)
        {
            Grow();
        }

        Count++;
        return new Span<float>((float*)_last + ((long)_used++ * _windowLength), _windowLength);       // _used < _capacity windows of the piece
    }

    /// <summary>All windows in one array; the store is empty afterwards.</summary>
    public float[] Take()
    {
        float[] all = GC.AllocateUninitializedArray<float>(Count * _windowLength);
        int at = 0;
        while (_pieces.TryPeek(out (nint Memory, int Windows) piece))
        {
            int values = Math.Min(piece.Windows * _windowLength, all.Length - at);
            new ReadOnlySpan<float>((void*)piece.Memory, values).CopyTo(all.AsSpan(at));               // values <= what the piece holds
            at += values;
            Free();
        }

        return all;
    }

    public void Dispose()
    {
        while (_pieces.Count > 0)
        {
            Free();
        }
    }

    private void Grow()
    {
        long bytes = Math.Min(Math.Max(FirstPieceBytes, Count * WindowBytes), LargestPieceBytes);
        _capacity = (int)Math.Max(1, bytes / WindowBytes);
        _last = (nint)NativeMemory.Alloc((nuint)(_capacity * WindowBytes));
        _used = 0;
        _pieces.Enqueue((_last, _capacity));
    }

    private void Free()
    {
        (nint memory, _) = _pieces.Dequeue();
        NativeMemory.Free((void*)memory);
    }
}
