namespace Microsoft.ML.Data;

/// <summary>Visits kept rows in a given order; with several cursors each takes its share of blocks.</summary>
internal sealed class SlotCursor : DataViewRowCursor
{
    private const int BlockRows = 64;

    private readonly int[] _order;
    private readonly Delegate[] _getters;
    private readonly int _first;
    private readonly int _count;
    private long _position = -1;
    private int _at;

    /// <param name="schema">The columns.</param>
    /// <param name="stores">Their values; null for columns that are not kept.</param>
    /// <param name="active">The columns that are asked for.</param>
    /// <param name="order">The numbers of the rows, in the order of the visit.</param>
    /// <param name="first">Which of the cursors this is.</param>
    /// <param name="count">How many cursors share the rows.</param>
    public SlotCursor(DataViewSchema schema, ColumnStore[] stores, bool[] active, int[] order, int first, int count)
    {
        Schema = schema;
        _order = order;
        _first = first;
        _count = count;
        _at = -1;
        _getters = [.. stores.Select((store, i) => active[i] ? store.Getter(Current) : null)];
    }

    public override long Position => _position;

    public override long Batch => _position < 0 ? _first : _at / BlockRows;

    public override DataViewSchema Schema { get; }

    public override bool MoveNext()
    {
        if (_at >= _order.Length)
            return false;
        _at = _at < 0 ? _first * BlockRows : (_at + 1) % BlockRows == 0 ? _at + 1 + (_count - 1) * BlockRows : _at + 1;
        var good = _at < _order.Length;
        _position = good ? _position + 1 : -1;
        if (!good)
            _at = int.MaxValue;
        return good;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)Current(), 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _getters.Length && _getters[column.Index] != null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Active.Getter<TValue>(_getters[column.Index], column);

    protected override void Dispose(bool disposing)
    {
        _at = int.MaxValue;
        _position = -1;
        base.Dispose(disposing);
    }

    private int Current()
    {
        Active.Positioned(_position >= 0);
        return _order[_at];
    }
}
