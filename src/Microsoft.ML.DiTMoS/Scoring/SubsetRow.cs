using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;

namespace Microsoft.ML.DiTMoS.Scoring;

/// <summary>A row of the input with its subset behind it.</summary>
internal sealed class SubsetRow(SubsetMapper mapper, DataViewRow input, bool[] active) : DataViewRow
{
    /// <inheritdoc/>
    public override DataViewSchema Schema => mapper.OutputSchema;

    /// <inheritdoc/>
    public override long Position => input.Position;

    /// <inheritdoc/>
    public override long Batch => input.Batch;

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(active, column);

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(active, column);
        return column.Index < mapper.InputSchema.Count
            ? input.GetGetter<TValue>(input.Schema[column.Index])
            : ActiveColumns.As<TValue>(CreateGetter(), column);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }

        base.Dispose(disposing);
    }

    private ValueGetter<uint> CreateGetter()
    {
        ValueGetter<VBuffer<float>> features = input.GetGetter<VBuffer<float>>(input.Schema[mapper.Features.Index]);
        ValueGetter<DataViewRowId> getId = input.GetIdGetter();
        var window = new float[mapper.WindowLength];
        VBuffer<float> buffer = default;
        DataViewRowId id = default;
        return (ref uint subset) =>
        {
            features(ref buffer);
            buffer.CopyTo(window);
            getId(ref id);
            subset = (uint)(mapper.Subsets.Find(window, id) + 1);
        };
    }
}
