using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Scoring;

/// <summary>Walks over the input where no added column is asked for, or one whose value depends on the current row alone.</summary>
/// <param name="input">The input's cursor.</param>
/// <param name="row">The input's current row with the added columns behind it.</param>
internal sealed class PassingCursor(DataViewRowCursor input, DataViewRow row) : DataViewRowCursor
{
    /// <inheritdoc/>
    public override DataViewSchema Schema => row.Schema;

    /// <inheritdoc/>
    public override long Position => input.Position;

    /// <inheritdoc/>
    public override long Batch => input.Batch;

    /// <inheritdoc/>
    public override bool MoveNext() => input.MoveNext();

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => row.GetGetter<TValue>(column);

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            row.Dispose();
        }

        base.Dispose(disposing);
    }
}
