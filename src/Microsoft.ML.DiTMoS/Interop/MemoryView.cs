using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>Rows in memory as a data view.</summary>
internal sealed class MemoryView : IDataView
{
    private const int BatchRows = 64;                   // rows that one of several cursors takes at a time

    private readonly long _rows;
    private readonly IReadOnlyList<MemoryColumn> _columns;

    /// <summary>Shows rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="columns">What is in them.</param>
    public MemoryView(long rows, params IReadOnlyList<MemoryColumn> columns)
    {
        _rows = rows;
        _columns = columns;
        var builder = new DataViewSchema.Builder();
        foreach (MemoryColumn column in columns)
        {
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        }

        Schema = builder.ToSchema();
    }

    private MemoryView(DataViewSchema schema)
    {
        Schema = schema;
        _columns = [];
    }

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <summary>A view of a schema without rows.</summary>
    public static MemoryView Empty(DataViewSchema schema) => new(schema);

    /// <inheritdoc/>
    public long? GetRowCount() => _rows;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, ActiveColumns.Of(Schema, columnsNeeded), 0, 1);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = ActiveColumns.Of(Schema, columnsNeeded);
        int cursors = (int)Math.Clamp((_rows + BatchRows - 1) / BatchRows, 1, Math.Max(1, n));
        return [.. Enumerable.Range(0, cursors).Select(i => new Cursor(this, active, i, cursors))];
    }

    // Of several cursors, cursor i takes the batches i, i + count, ...
    private sealed class Cursor(MemoryView view, bool[] active, int first, int count) : DataViewRowCursor
    {
        private long _row = -1;
        private long _position = -1;
        private bool _ended;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _ended ? -1 : _position;

        public override long Batch => count == 1 ? 0 : _row / BatchRows;

        public override bool MoveNext()
        {
            if (_ended)
            {
                return false;
            }

            _row = _row < 0 ? (long)first * BatchRows : _row + 1;
            if (_position >= 0 && _row % BatchRows == 0)
            {
                _row += (long)(count - 1) * BatchRows;
            }

            _position++;
            _ended = _row >= view._rows;
            return !_ended;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(active, column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ActiveColumns.Check(active, column);
            return ActiveColumns.As<TValue>(view._columns[column.Index].CreateGetter(() => _row), column);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 0);
    }
}
