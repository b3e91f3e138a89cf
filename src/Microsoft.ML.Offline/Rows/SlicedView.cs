namespace Microsoft.ML.Data;

/// <summary>A stretch of the rows of a view.</summary>
/// <param name="source">The view.</param>
/// <param name="skip">The number of rows before the stretch.</param>
/// <param name="take">The most rows of the stretch.</param>
internal sealed class SlicedView(IDataView source, long skip, long take) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => source.GetRowCount() is { } rows ? Math.Min(take, Math.Max(0, rows - skip)) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = Active.Of(Schema, columnsNeeded);
        var cursor = source.GetRowCursor(Schema.Where(c => active[c.Index]));
        var left = skip;
        return new SkippingCursor(cursor, active, () => left-- <= 0) { Limit = take };
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];
}
