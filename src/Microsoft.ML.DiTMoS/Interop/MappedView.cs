namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>A lazy view over an input that a row-to-row mapper adds columns to.</summary>
/// <param name="input">The input.</param>
/// <param name="mapper">Bound to the input's schema.</param>
/// <param name="wrap">Makes a cursor over a cursor of the input, for the columns that are needed.</param>
internal sealed class MappedView(IDataView input, Data.IRowToRowMapper mapper, Func<DataViewRowCursor, bool[], DataViewRowCursor> wrap) : IDataView
{
    /// <inheritdoc/>
    public DataViewSchema Schema => mapper.OutputSchema;

    /// <inheritdoc/>
    public bool CanShuffle => input.CanShuffle;

    /// <inheritdoc/>
    public long? GetRowCount() => input.GetRowCount();

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return wrap(input.GetRowCursor(mapper.GetDependencies(needed), rand), ActiveColumns.Of(Schema, needed));
    }

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        bool[] active = ActiveColumns.Of(Schema, needed);
        return [.. input.GetRowCursorSet(mapper.GetDependencies(needed), n, rand).Select(cursor => wrap(cursor, active))];
    }
}
