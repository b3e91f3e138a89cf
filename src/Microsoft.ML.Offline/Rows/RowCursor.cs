namespace Microsoft.ML.Data;

/// <summary>A cursor whose values are those of a row that is in step with another cursor.</summary>
internal sealed class RowCursor(DataViewRow row, DataViewRowCursor driver) : DataViewRowCursor
{
    public override long Position => row.Position;

    public override long Batch => row.Batch;

    public override DataViewSchema Schema => row.Schema;

    public override bool MoveNext() => driver.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => row.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            row.Dispose();
            driver.Dispose();
        }

        base.Dispose(disposing);
    }
}
