namespace Microsoft.ML.Data;

/// <summary>The rows of a view that pass a test.</summary>
/// <param name="source">The view.</param>
/// <param name="tested">The columns that the test reads.</param>
/// <param name="makeTest">Makes the test for a cursor.</param>
internal sealed class FilteredView(IDataView source, DataViewSchema.Column[] tested, Func<DataViewRow, Func<bool>> makeTest) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var needed = Active.Of(Schema, columnsNeeded);
        return Wrap(source.GetRowCursor(WithTested(needed), rand), needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var needed = Active.Of(Schema, columnsNeeded);
        return [.. source.GetRowCursorSet(WithTested(needed), n, rand).Select(cursor => Wrap(cursor, needed))];
    }

    private IEnumerable<DataViewSchema.Column> WithTested(bool[] needed)
        => Schema.Where(c => needed[c.Index] || tested.Any(t => t.Index == c.Index));

    private SkippingCursor Wrap(DataViewRowCursor cursor, bool[] needed) => new(cursor, needed, makeTest(cursor));
}
