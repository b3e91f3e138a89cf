namespace Microsoft.ML.Data;

/// <summary>A row whose values are the members of an object, which can be exchanged.</summary>
/// <typeparam name="TRow">The class of the object.</typeparam>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly Delegate[] _getters;
    private TRow _current;
    private long _position = -1;

    public ObjectRow(DataViewSchema schema, MemberColumn[] columns, bool[] active)
    {
        Schema = schema;
        _getters = [.. columns.Select((column, i) => active == null || active[i] ? MemberGetter.Create(column, Current) : null)];
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    /// <summary>Goes on to another object; null says that there is none.</summary>
    public void Set(TRow current)
    {
        _current = current;
        _position = current == null ? -1 : _position + 1;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        Active.Positioned(_position >= 0);
        id = new((ulong)_position, 0);
    };

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _getters.Length && _getters[column.Index] != null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Active.Getter<TValue>(_getters[column.Index], column);

    private TRow Current()
    {
        Active.Positioned(_current != null);
        return _current;
    }
}
