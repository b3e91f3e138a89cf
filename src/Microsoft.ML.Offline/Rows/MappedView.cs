namespace Microsoft.ML.Data;

/// <summary>The view that a mapping of rows makes of another.</summary>
internal sealed class MappedView(IDataView source, RowMapping mapping) : IDataView
{
    public DataViewSchema Schema => mapping.OutputSchema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var needed = Check.Value(columnsNeeded, nameof(columnsNeeded)).ToArray();
        return Wrap(source.GetRowCursor(mapping.GetDependencies(needed), rand), needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var needed = Check.Value(columnsNeeded, nameof(columnsNeeded)).ToArray();
        return [.. source.GetRowCursorSet(mapping.GetDependencies(needed), n, rand).Select(cursor => Wrap(cursor, needed))];
    }

    private RowCursor Wrap(DataViewRowCursor cursor, DataViewSchema.Column[] needed)
        => new(new MappedRow(cursor, mapping, Active.Of(Schema, needed)), cursor);
}
