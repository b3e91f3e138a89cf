namespace Microsoft.ML.Data;

/// <summary>The row that a mapping makes of another, in step with it.</summary>
internal sealed class MappedRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly RowMapping _mapping;
    private readonly bool[] _active;
    private readonly Delegate[] _getters;

    public MappedRow(DataViewRow input, RowMapping mapping, bool[] active)
    {
        _input = input;
        _mapping = mapping;
        _active = active;
        var computed = mapping.ComputedAmong(active);
        _getters = computed.Contains(true) ? mapping.Mapper.MakeGetters(input, computed) : new Delegate[computed.Length];
    }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override DataViewSchema Schema => _mapping.OutputSchema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Check.Param(IsColumnActive(column), nameof(column), $"Column '{column.Name}' is not active: it was not among the columns that were asked for.");
        var kept = _mapping.KeptFrom(column.Index);
        return kept >= 0
            ? _input.GetGetter<TValue>(_input.Schema[kept])
            : Active.Getter<TValue>(_getters[_mapping.ComputedIndex(column.Index)], column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }
}
