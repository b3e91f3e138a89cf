using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>A vector that holds either all of its items, or only some with their indices, the others having the default value.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>A value of this type is not changed, but its buffers are used again: pass it by reference to a getter, and copy what has to stay.</remarks>
public readonly struct VBuffer<T> : IEnumerable
{
    /// <summary>The number of items, explicit or not.</summary>
    public readonly int Length;

    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    /// <summary>A dense vector over <paramref name="values"/>, which is not copied.</summary>
    /// <param name="length">The number of items.</param>
    /// <param name="values">At least as many values.</param>
    /// <param name="indices">A buffer kept for later use.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or there are fewer values.</exception>
    public VBuffer(int length, T[] values, int[] indices = null)
    {
        Check.Param(length >= 0, nameof(length), "The length must not be negative.");
        Check.Param(Size(values) >= length, nameof(values), "There are fewer values than the length says.");
        Length = length;
        _count = length;
        _values = values;
        _indices = indices;
    }

    /// <summary>A vector of which only the items at <paramref name="indices"/> are explicit; arrays are not copied.</summary>
    /// <param name="length">The number of items.</param>
    /// <param name="count">The number of explicit items; with <paramref name="length"/> of them the vector is dense.</param>
    /// <param name="values">The explicit items, at least <paramref name="count"/>.</param>
    /// <param name="indices">Their places, rising; not used when dense.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number or an array does not fit.</exception>
    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        Check.Param(length >= 0, nameof(length), "The length must not be negative.");
        Check.Param(0 <= count && count <= length, nameof(count), "There must be at most as many explicit items as the length says.");
        Check.Param(Size(values) >= count, nameof(values), "There are fewer values than the count says.");
        Check.Param(count == length || (indices?.Length ?? 0) >= count, nameof(indices), "There are fewer indices than the count says.");
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    /// <summary>Whether all items are explicit.</summary>
    public bool IsDense => _count == Length;

    /// <summary>The explicit items.</summary>
    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    /// <summary>The places of the explicit items; empty when dense.</summary>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    /// <summary>Copies all items into <paramref name="destination"/> as a dense vector.</summary>
    public void CopyToDense(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>Copies the vector, dense or not, into <paramref name="destination"/>.</summary>
    public void CopyTo(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        if (!IsDense)
            GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    /// <summary>Copies <paramref name="length"/> items from <paramref name="sourceIndex"/> into <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the vector.</exception>
    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        Check.Param(0 <= sourceIndex && sourceIndex <= Length, nameof(sourceIndex), "The range must lie within the vector.");
        Check.Param(0 <= length && length <= Length - sourceIndex, nameof(length), "The range must lie within the vector.");
        var (first, end) = IsDense ? (sourceIndex, sourceIndex + length) : (FirstAtOrAfter(sourceIndex), FirstAtOrAfter(sourceIndex + length));
        var editor = VBufferEditor.Create(ref destination, length, end - first);
        GetValues()[first..end].CopyTo(editor.Values);
        if (editor.Values.Length < length)
            for (var i = first; i < end; i++)
                editor.Indices[i - first] = _indices[i] - sourceIndex;
        destination = editor.Commit();
    }

    /// <summary>Copies all items to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    /// <summary>Copies all items into <paramref name="destination"/>.</summary>
    /// <param name="destination">Where to; long enough.</param>
    /// <param name="destinationIndex">Where the first item goes.</param>
    /// <param name="defaultValue">The value of items that are not explicit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The items do not fit.</exception>
    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        Check.Param(0 <= destinationIndex && destinationIndex <= destination.Length - Length, nameof(destinationIndex), "The vector does not fit there.");
        var target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        target.Fill(defaultValue);
        for (var i = 0; i < _count; i++)
            target[_indices[i]] = _values[i];
    }

    /// <summary>Makes <paramref name="destination"/> a dense vector with items of <paramref name="source"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the array.</exception>
    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        Check.Param(0 <= length && length <= Size(source), nameof(length), "The range must lie within the array.");
        Check.Param(0 <= sourceIndex && sourceIndex <= Size(source) - length, nameof(sourceIndex), "The range must lie within the array.");
        var editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>Items with their places.</summary>
    /// <param name="all">Whether items that are not explicit are listed too.</param>
    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        var self = this;
        return all || IsDense
            ? DenseValues().Select((value, i) => KeyValuePair.Create(i, value))
            : Enumerable.Range(0, _count).Select(i => KeyValuePair.Create(self._indices[i], self._values[i]));
    }

    /// <summary>All items in order.</summary>
    public IEnumerable<T> DenseValues()
    {
        var next = 0;
        for (var i = 0; i < Length; i++)
            yield return IsDense ? _values[i] : next < _count && _indices[next] == i ? _values[next++] : default;
    }

    /// <summary>Puts the item at <paramref name="index"/>, or the default value, into <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not within the vector.</exception>
    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    /// <summary>The item at <paramref name="index"/>, or the default value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not within the vector.</exception>
    public T GetItemOrDefault(int index)
    {
        Check.Param(0 <= index && index < Length, nameof(index), "The index must lie within the vector.");
        if (IsDense)
            return _values[index];
        var at = FirstAtOrAfter(index);
        return at < _count && _indices[at] == index ? _values[at] : default;
    }

    /// <summary>All items in order.</summary>
    public IEnumerator GetEnumerator() => DenseValues().GetEnumerator();

    /// <inheritdoc/>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{(IsDense ? "Dense" : "Sparse")} vector of size {Length}, {_count} explicit values");

    internal VBufferEditor<T> Edit(int length, int count, int valuesCapacity, bool keepOld, bool indicesOnDense)
    {
        var values = Fit(_values, count, valuesCapacity, keepOld ? _count : 0, out var newValues);
        var newIndices = false;
        var indices = count < length || indicesOnDense ? Fit(_indices, count, valuesCapacity, keepOld && !IsDense ? _count : 0, out newIndices) : _indices;
        return new(length, count, values, indices, indicesOnDense, newValues, newIndices);
    }

    internal VBufferEditor<T> Edit() => new(Length, _count, _values, _indices, false, false, false);

    private static int Size(T[] values) => values?.Length ?? 0;

    // An array that holds count items: the old one where it is long enough, else one that grows by doubling up to the capacity.
    private static TItem[] Fit<TItem>(TItem[] old, int count, int capacity, int keep, out bool created)
    {
        created = (old?.Length ?? 0) < count;
        if (!created)
            return old;
        var fresh = new TItem[Math.Max(count, Math.Min(capacity, 2 * (old?.Length ?? 0)))];
        old.AsSpan(0, Math.Min(keep, old?.Length ?? 0)).CopyTo(fresh);
        return fresh;
    }

    private int FirstAtOrAfter(int index)
    {
        var at = _indices.AsSpan(0, _count).BinarySearch(index);
        return at < 0 ? ~at : at;
    }
}
