using DiTMoS.Planning.Memory;

namespace DiTMoS.Verification;

/// <summary>A memory of single-precision words, each of which knows which value of which buffer was written to it last.</summary>
internal sealed class TaggedMemory
{
    private const int WordBytes = 4;

    private readonly float[] _words;
    private readonly long[] _tags;    // buffer, row and channel of the value; 0: never written

    /// <summary>A memory of some bytes in which nothing was written yet.</summary>
    public TaggedMemory(int bytes)
    {
        _words = new float[bytes / WordBytes];
        _tags = new long[_words.Length];
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_tags);

    /// <summary>Reads a value.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="number">The buffer's number, from 1.</param>
    /// <param name="row">The value's row in its tensor.</param>
    /// <param name="firstRow">The tensor's row that the buffer begins with.</param>
    /// <param name="channel">The value's channel.</param>
    /// <param name="step">The step that reads, for messages.</param>
    /// <exception cref="PlanViolationException">The word holds another value, or none.</exception>
    public float Read(PlanBuffer buffer, int number, int row, int firstRow, int channel, string step)
    {
        int word = WordOf(buffer, row, firstRow, channel, step);
        long tag = _tags[word];
        return tag == TagOf(number, row, channel)
            ? _words[word]
            : throw new PlanViolationException(
                $"Step '{step}' reads row {row}, channel {channel} of buffer '{buffer.Name}' at byte {word * WordBytes}, which {(tag == 0 ? "was never written" : $"holds row {(int)(tag >> 16) & 0xFFFFFF}, channel {tag & 0xFFFF} of buffer number {tag >> 40}")}.");
    }

    /// <summary>Writes a value; the parameters are those of <see cref="Read"/>.</summary>
    public void Write(PlanBuffer buffer, int number, int row, int firstRow, int channel, float value, string step)
    {
        int word = WordOf(buffer, row, firstRow, channel, step);
        _words[word] = value;
        _tags[word] = TagOf(number, row, channel);
    }

    private int WordOf(PlanBuffer buffer, int row, int firstRow, int channel, string step)
    {
        int index = row - firstRow;
        int word = (buffer.Offset / WordBytes) + (index * buffer.Tensor.Channels) + channel;
        return (uint)index < (uint)buffer.Rows && (uint)channel < (uint)buffer.Tensor.Channels && word < _words.Length
            ? word
            : throw new PlanViolationException($"Step '{step}' reaches row {row}, channel {channel} of buffer '{buffer.Name}', which has {buffer.Rows} rows from row {firstRow} and {buffer.Tensor.Channels} channels in a memory of {_words.Length * WordBytes} bytes.");
    }

    private static long TagOf(int number, int row, int channel) => ((long)number << 40) | ((long)row << 16) | (uint)channel;
}
