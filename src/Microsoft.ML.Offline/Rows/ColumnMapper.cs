namespace Microsoft.ML.Data;

/// <summary>Computes columns that have nothing to do with each other.</summary>
internal sealed class ColumnMapper(ComputedColumn[] computed) : RowMapper
{
    public override IReadOnlyList<DataViewSchema.DetachedColumn> Columns { get; } = [.. computed.Select(c => c.Column)];

    public override IEnumerable<int> SourcesOf(int column) => computed[column].Sources;

    public override Delegate[] MakeGetters(DataViewRow input, bool[] active)
        => [.. computed.Select((c, i) => active[i] ? c.MakeGetter(input) : null)];
}
