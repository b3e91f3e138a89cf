namespace Microsoft.ML.Data;

/// <summary>The first rows of a view.</summary>
public sealed partial class DataDebuggerPreview
{
    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        Schema = data.Schema;
        var columns = Schema.Select(_ => new List<object>()).ToArray();
        using (var cursor = data.GetRowCursor(Schema))
        {
            var read = Schema.Select(c => (Func<object>)Generic.Call(typeof(DataDebuggerPreview), null, nameof(Reader), c.Type.RawType, cursor, c)).ToArray();
            for (var row = 0; row < maxRows && cursor.MoveNext(); row++)
                for (var i = 0; i < read.Length; i++)
                    columns[i].Add(read[i]());
        }

        var count = columns.Length == 0 ? 0 : columns[0].Count;
        ColumnView = [.. columns.Select((values, i) => new ColumnInfo(Schema[i], [.. values]))];
        RowView = [.. Enumerable.Range(0, count).Select(row => new RowInfo([.. columns.Select((values, i) => KeyValuePair.Create(Schema[i].Name, values[row]))]))];
    }

    /// <summary>The columns of the view.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>The values by column.</summary>
    public ImmutableArray<ColumnInfo> ColumnView { get; }

    /// <summary>The values by row.</summary>
    public ImmutableArray<RowInfo> RowView { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Schema.Count} columns, {RowView.Length} rows");

    private static Func<object> Reader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default; // a new one for each row: vectors must not share buffers
            getter(ref value);
            return value;
        };
    }
}
