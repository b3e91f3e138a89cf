namespace Microsoft.ML.Data;

/// <summary>The rows of a view in an order that is random within a pool, and the same for every cursor that brings no randomness of its own.</summary>
internal sealed class ShuffledView(IDataView source, int seed, int poolRows, bool shuffleSource) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => true;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var random = rand ?? new Random(seed);
        var active = Active.Of(Schema, columnsNeeded);
        var input = source.GetRowCursor(Schema.Where(c => active[c.Index]), shuffleSource && source.CanShuffle ? new Random(random.Next()) : null);
        return new PoolCursor(input, active, poolRows, random);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];
}
