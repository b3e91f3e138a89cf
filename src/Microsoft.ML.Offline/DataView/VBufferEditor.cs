namespace Microsoft.ML.Data;

/// <summary>Makes editors of vectors.</summary>
public static class VBufferEditor
{
    /// <summary>An editor of what <paramref name="destination"/> holds.</summary>
    public static VBufferEditor<T> CreateFromBuffer<T>(scoped ref VBuffer<T> destination) => destination.Edit();

    /// <summary>An editor with room for new values, which uses the buffers of <paramref name="destination"/> where they are long enough.</summary>
    /// <param name="destination">The vector whose buffers are used again.</param>
    /// <param name="newLogicalLength">The number of items of the new vector.</param>
    /// <param name="valuesCount">The number of explicit items; null, the default, for all.</param>
    /// <param name="maxValuesCapacity">The most explicit items ever needed; null, the default, for <paramref name="newLogicalLength"/>.</param>
    /// <param name="keepOldOnResize">Whether old values are copied into new buffers.</param>
    /// <param name="requireIndicesOnDense">Whether there is room for indices even if all items are explicit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are more explicit items than items.</exception>
    public static VBufferEditor<T> Create<T>(
        scoped ref VBuffer<T> destination, int newLogicalLength, int? valuesCount = null, int? maxValuesCapacity = null,
        bool keepOldOnResize = false, bool requireIndicesOnDense = false)
    {
        Check.Param(newLogicalLength >= 0, nameof(newLogicalLength), "The length must not be negative.");
        var count = valuesCount ?? newLogicalLength;
        Check.Param(0 <= count && count <= newLogicalLength, nameof(valuesCount), "There must be at most as many explicit items as the length says.");
        return destination.Edit(newLogicalLength, count, maxValuesCapacity ?? newLogicalLength, keepOldOnResize, requireIndicesOnDense);
    }
}
