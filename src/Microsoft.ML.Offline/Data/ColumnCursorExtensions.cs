namespace Microsoft.ML.Data;

/// <summary>Reads single columns.</summary>
public static class ColumnCursorExtensions
{
    /// <summary>The values of a column, read while they are enumerated.</summary>
    /// <typeparam name="T">The raw type of the column; or a string for text, or an array for vectors.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        Check.Value(data, nameof(data));
        Check.NonEmpty(columnName, nameof(columnName));
        return data.GetColumn<T>(data.Schema.GetColumnOrNull(columnName) ?? throw Check.NoColumn(nameof(columnName), "input", columnName));
    }

    /// <summary>The values of a column, read while they are enumerated.</summary>
    /// <typeparam name="T">The raw type of the column; or a string for text, or an array for vectors.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The column is not of this view, or holds values of another type.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Check.Value(data, nameof(data));
        Check.Param(
            column.Index < data.Schema.Count && data.Schema[column.Index].Name == column.Name && data.Schema[column.Index].Type == column.Type,
            nameof(column),
            $"Column '{column.Name}' is not of this view.");

        var type = typeof(T);
        if (type == column.Type.RawType)
            return (IEnumerable<T>)Generic.Call(typeof(ColumnCursorExtensions), null, nameof(Values), [type, type], data, column, ValueOf<T>());
        if (type == typeof(string) && column.Type is TextDataViewType)
            return (IEnumerable<T>)Values(data, column, (ReadOnlyMemory<char> value) => value.ToString());
        if (type == typeof(string[]) && column.Type is VectorDataViewType { ItemType: TextDataViewType })
            return (IEnumerable<T>)Values(data, column, (VBuffer<ReadOnlyMemory<char>> value) => value.DenseValues().Select(item => item.ToString()).ToArray());
        if (type.IsArray && column.Type is VectorDataViewType vector && vector.ItemType.RawType == type.GetElementType())
            return (IEnumerable<T>)Generic.Call(typeof(ColumnCursorExtensions), null, nameof(Arrays), type.GetElementType(), data, column);
        throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is of type {column.Type}: it cannot be read as {type}.");
    }

    // A value that the caller may keep: vectors get buffers of their own.
    private static Func<T, T> ValueOf<T>()
    {
        var copy = ValueCopy.Of<T>();
        return value =>
        {
            T own = default;
            copy(in value, ref own);
            return own;
        };
    }

    private static IEnumerable<T[]> Arrays<T>(IDataView data, DataViewSchema.Column column) => Values(data, column, (VBuffer<T> value) => value.DenseValues().ToArray());

    private static IEnumerable<TOut> Values<TRaw, TOut>(IDataView data, DataViewSchema.Column column, Func<TRaw, TOut> convert)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<TRaw>(column);
        var value = default(TRaw);
        while (cursor.MoveNext())
        {
            getter(ref value);
            yield return convert(value);
        }
    }
}
