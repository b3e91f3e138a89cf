namespace Microsoft.ML.Data;

/// <summary>Room for the values of a vector that is being made.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly ref struct VBufferEditor<T>
{
    /// <summary>The explicit items, to be filled.</summary>
    public readonly Span<T> Values;

    /// <summary>The places of the explicit items, to be filled; empty for a dense vector.</summary>
    public readonly Span<int> Indices;

    private readonly int _length;
    private readonly T[] _values;
    private readonly int[] _indices;

    internal VBufferEditor(int length, int count, T[] values, int[] indices, bool indicesOnDense, bool createdNewValues, bool createdNewIndices)
    {
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = count < length || indicesOnDense ? indices.AsSpan(0, count) : default;
        CreatedNewValues = createdNewValues;
        CreatedNewIndices = createdNewIndices;
    }

    /// <summary>Whether the values are in a new buffer, which holds defaults unless old ones were kept.</summary>
    public bool CreatedNewValues { get; }

    /// <summary>Whether the indices are in a new buffer.</summary>
    public bool CreatedNewIndices { get; }

    /// <summary>The vector with what was filled in.</summary>
    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);

    /// <summary>The vector with the first <paramref name="physicalValuesCount"/> of the explicit items.</summary>
    /// <exception cref="ArgumentOutOfRangeException">That is more than there is room for.</exception>
    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        Check.Param(physicalValuesCount <= Values.Length, nameof(physicalValuesCount), "There is no room for so many explicit items.");
        return new(_length, physicalValuesCount, _values, _indices);
    }
}
