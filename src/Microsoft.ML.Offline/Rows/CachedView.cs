namespace Microsoft.ML.Data;

/// <summary>Keeps the columns that cursors have asked for.</summary>
internal sealed class CachedView : IDataView
{
    private readonly IDataView _source;
    private readonly ColumnStore[] _stores;
    private readonly Lock _lock = new();
    private int _rows = -1;

    public CachedView(IDataView source, IEnumerable<DataViewSchema.Column> prefetch)
    {
        _source = source;
        _stores = new ColumnStore[source.Schema.Count];
        var first = prefetch.ToArray();
        if (first.Length > 0)
            Keep(Active.Of(Schema, first));
    }

    public DataViewSchema Schema => _source.Schema;

    public bool CanShuffle => true;

    public long? GetRowCount() => _rows >= 0 ? _rows : _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = Active.Of(Schema, columnsNeeded);
        Keep(active);
        var order = Enumerable.Range(0, _rows).ToArray();
        rand?.Shuffle(order);
        var count = Math.Max(1, n);
        return [.. Enumerable.Range(0, count).Select(i => new SlotCursor(Schema, _stores, active, order, i, count))];
    }

    private void Keep(bool[] active)
    {
        lock (_lock)
        {
            var missing = Schema.Where(c => active[c.Index] && _stores[c.Index] == null).ToArray();
            if (missing.Length == 0 && _rows >= 0)
                return;

            var stores = missing.Select(c => ColumnStore.Create(c.Type)).ToArray();
            var rows = 0;
            using (var cursor = _source.GetRowCursor(missing))
            {
                var writers = stores.Zip(missing, (store, column) => store.Writer(cursor, column)).ToArray();
                for (; cursor.MoveNext(); rows++)
                    foreach (var write in writers)
                        write(rows);
            }

            Check.State(_rows < 0 || _rows == rows, "The source of the cache gives another number of rows than before.");
            for (var i = 0; i < missing.Length; i++)
                _stores[missing[i].Index] = stores[i];
            _rows = rows;
        }
    }
}
