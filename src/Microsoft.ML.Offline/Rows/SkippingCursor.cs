namespace Microsoft.ML.Data;

/// <summary>Moves another cursor on to the next row that passes a test, until it passes no more.</summary>
internal sealed class SkippingCursor(DataViewRowCursor input, bool[] active, Func<bool> passes) : DataViewRowCursor
{
    private long _position = -1;
    private bool _ended;

    public override long Position => _position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => input.Schema;

    /// <summary>The number of rows after which there are no more.</summary>
    public long Limit { get; init; } = long.MaxValue;

    public override bool MoveNext()
    {
        while (!_ended && _position + 1 < Limit && input.MoveNext())
        {
            if (!passes())
                continue;
            _position++;
            return true;
        }

        _ended = true;
        _position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => Guarded(input.GetIdGetter());

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => Guarded(Active.Getter<TValue>(IsColumnActive(column) ? input.GetGetter<TValue>(column) : null, column));

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        _position = -1;
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }

    private ValueGetter<TValue> Guarded<TValue>(ValueGetter<TValue> getter) => (ref TValue value) =>
    {
        Active.Positioned(_position >= 0);
        getter(ref value);
    };
}
