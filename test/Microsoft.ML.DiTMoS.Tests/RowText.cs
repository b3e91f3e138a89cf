using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>Rows as text, bit by bit, to be compared.</summary>
internal static class RowText
{
    /// <summary>The values of some columns, those that are there, of all rows.</summary>
    public static string[] Of(IDataView view, params string[] names)
    {
        DataViewSchema.Column[] columns = [.. names.Select(view.Schema.GetColumnOrNull).Where(column => column is not null).Select(column => column!.Value)];
        using DataViewRowCursor cursor = view.GetRowCursor(columns);
        return Of(cursor, columns);
    }

    /// <summary>The values of some columns of the rows that a cursor has left.</summary>
    public static string[] Of(DataViewRowCursor cursor, params DataViewSchema.Column[] columns)
    {
        Func<string>[] readers = [.. columns.Select(column => Reader(cursor, column))];
        var rows = new List<string>();
        while (cursor.MoveNext())
        {
            rows.Add(string.Join(' ', readers.Select(read => read())));
        }

        return [.. rows];
    }

    /// <summary>Reads one column of a row.</summary>
    public static Func<string> Reader(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType => Read<VBuffer<float>>(row, column, value => string.Join(',', value.DenseValues().Select(BitConverter.SingleToUInt32Bits))),
        KeyDataViewType => Read<uint>(row, column, value => $"#{value}"),
        BooleanDataViewType => Read<bool>(row, column, value => $"{value}"),
        TextDataViewType => Read<ReadOnlyMemory<char>>(row, column, value => $"{value}"),
        _ when column.Type == NumberDataViewType.Single => Read<float>(row, column, value => $"{value}"),
        _ => Read<int>(row, column, value => $"{value}"),
    };

    private static Func<string> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return text(value);
        };
    }
}
