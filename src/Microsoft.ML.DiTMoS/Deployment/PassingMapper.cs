using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;

namespace Microsoft.ML.DiTMoS;

/// <summary>Gives every row as it is.</summary>
internal sealed class PassingMapper(DataViewSchema schema) : IRowToRowMapper
{
    /// <inheritdoc/>
    public DataViewSchema InputSchema => schema;

    /// <inheritdoc/>
    public DataViewSchema OutputSchema => schema;

    /// <inheritdoc/>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] active = ActiveColumns.Of(schema, dependingColumns);
        return schema.Where(column => active[column.Index]);
    }

    /// <inheritdoc/>
    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => input;
}
