using System.Diagnostics.CodeAnalysis;
using DiTMoS.Planning.Memory;

namespace DiTMoS.Verification;

/// <summary>A buffer in its memory, by rows and channels of its tensor; every access is checked.</summary>
internal sealed class BufferView
{
    private const int RowBits = 24;
    private const int ChannelBits = 16;

    private readonly TaggedMemory _memory;
    private readonly int _number;
    private readonly int _firstWord;
    private readonly int _channels;

    /// <summary>A view.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="buffer">Where the buffer lies in it.</param>
    /// <param name="number">The buffer's number, from 1.</param>
    public BufferView(TaggedMemory memory, PlanBuffer buffer, int number)
    {
        _memory = memory;
        _number = number;
        _firstWord = buffer.Offset / TaggedMemory.WordBytes;
        _channels = buffer.Tensor.Channels;
        Buffer = buffer;
    }

    /// <summary>The buffer.</summary>
    public PlanBuffer Buffer { get; }

    /// <summary>The tensor's row that the buffer begins with: over 0 only where it holds some rows.</summary>
    public int FirstRow { get; set; }

    /// <summary>Reads a value.</summary>
    /// <param name="row">The value's row in its tensor.</param>
    /// <param name="channel">The value's channel.</param>
    /// <param name="step">The step that reads, for messages.</param>
    /// <exception cref="PlanViolationException">The word holds another value, or none.</exception>
    public float Read(int row, int channel, string step)
    {
        if (!_memory.TryRead(WordOf(row, FirstRow, channel, step), TagOf(row, channel), out float value))
        {
            ThrowRead(row, channel, step);
        }

        return value;
    }

    /// <summary>Writes a value; the parameters are those of <see cref="Read"/>.</summary>
    public void Write(int row, int channel, float value, string step) => Write(FirstRow, row, channel, value, step);

    /// <summary>Writes a value as if the buffer began with another row.</summary>
    public void Write(int firstRow, int row, int channel, float value, string step) => _memory.Write(WordOf(row, firstRow, channel, step), TagOf(row, channel), value);

    private long TagOf(int row, int channel) => ((long)_number << (RowBits + ChannelBits)) | ((long)row << ChannelBits) | (uint)channel;

    private int WordOf(int row, int firstRow, int channel, string step)
    {
        int index = row - firstRow;
        int word = _firstWord + (index * _channels) + channel;
        if ((uint)index >= (uint)Buffer.Rows || (uint)channel >= (uint)_channels || (uint)word >= (uint)_memory.Count)
        {
            throw new PlanViolationException($"Step '{step}' reaches row {row}, channel {channel} of buffer '{Buffer.Name}', which has {Buffer.Rows} rows from row {firstRow} and {_channels} channels in a memory of {_memory.Count * TaggedMemory.WordBytes} bytes.");
        }

        return word;
    }

    [DoesNotReturn]
    private void ThrowRead(int row, int channel, string step)
    {
        int word = WordOf(row, FirstRow, channel, step);
        long tag = _memory.TagOf(word);
        string found = tag == 0
            ? "was never written"
            : $"holds row {(tag >> ChannelBits) & ((1 << RowBits) - 1)}, channel {tag & ((1 << ChannelBits) - 1)} of buffer number {tag >> (RowBits + ChannelBits)}";
        throw new PlanViolationException($"Step '{step}' reads row {row}, channel {channel} of buffer '{Buffer.Name}' at byte {word * TaggedMemory.WordBytes}, which {found}.");
    }
}
