namespace Microsoft.ML.Data;

/// <summary>Keeps a pool of rows of another cursor and gives a random one, whose place the next row takes.</summary>
internal sealed class PoolCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _input;
    private readonly Random _random;
    private readonly Action<int>[] _writers;
    private readonly Delegate[] _getters;
    private readonly List<DataViewRowId> _ids = [];
    private readonly ValueGetter<DataViewRowId> _idOf;
    private readonly List<int> _slots = [];
    private readonly int _poolRows;
    private long _position = -1;
    private int _at = -1;
    private bool _inputEnded;

    public PoolCursor(DataViewRowCursor input, bool[] active, int poolRows, Random random)
    {
        _input = input;
        _random = random;
        _poolRows = poolRows;
        _idOf = input.GetIdGetter();
        var columns = input.Schema.Where(c => active[c.Index]).ToArray();
        var stores = columns.Select(c => ColumnStore.Create(c.Type)).ToArray();
        _writers = [.. stores.Zip(columns, (store, column) => store.Writer(input, column))];
        _getters = new Delegate[active.Length];
        for (var i = 0; i < columns.Length; i++)
            _getters[columns[i].Index] = stores[i].Getter(Current);
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _input.Schema;

    public override bool MoveNext()
    {
        if (_at >= 0 && !Fill(_slots[_at]))
            _slots.RemoveAt(_at);
        while (!_inputEnded && _slots.Count < _poolRows && Fill(_ids.Count))
            _slots.Add(_ids.Count - 1);

        _at = _slots.Count == 0 ? -1 : _random.Next(_slots.Count);
        _position = _at < 0 ? -1 : _position + 1;
        return _at >= 0;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Current()];

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _getters.Length && _getters[column.Index] != null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Active.Getter<TValue>(_getters[column.Index], column);

    protected override void Dispose(bool disposing)
    {
        _at = -1;
        _position = -1;
        _slots.Clear();
        _inputEnded = true;
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    private int Current()
    {
        Active.Positioned(_at >= 0);
        return _slots[_at];
    }

    private bool Fill(int slot)
    {
        if (_inputEnded || !_input.MoveNext())
        {
            _inputEnded = true;
            return false;
        }

        var id = default(DataViewRowId);
        _idOf(ref id);
        if (slot < _ids.Count)
            _ids[slot] = id;
        else
            _ids.Add(id);
        foreach (var write in _writers)
            write(slot);
        return true;
    }
}
