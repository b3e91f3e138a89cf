namespace Microsoft.ML.Data;

/// <summary>Values of one column, kept by number.</summary>
/// <typeparam name="T">The raw type of the column.</typeparam>
internal sealed class ColumnStore<T> : ColumnStore
{
    private T[] _values = [];

    public override Action<int> Writer(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return at =>
        {
            if (at >= _values.Length)
                Array.Resize(ref _values, Math.Max(at + 1, 2 * _values.Length));
            getter(ref _values[at]);
        };
    }

    public override Delegate Getter(Func<int> current)
    {
        var copy = ValueCopy.Of<T>();
        return (ValueGetter<T>)((ref T destination) => copy(in _values[current()], ref destination));
    }
}
