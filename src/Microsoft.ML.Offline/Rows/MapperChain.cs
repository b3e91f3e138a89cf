namespace Microsoft.ML.Data;

/// <summary>Mappings of rows one after another.</summary>
internal sealed class MapperChain(DataViewSchema input, IRowToRowMapper[] mappers) : IRowToRowMapper
{
    public DataViewSchema InputSchema { get; } = input;

    public DataViewSchema OutputSchema { get; } = mappers.Length > 0 ? mappers[^1].OutputSchema : input;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => mappers.Reverse().Aggregate(dependingColumns, (columns, mapper) => mapper.GetDependencies(columns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Check.Value(input, nameof(input));
        Check.Value(activeColumns, nameof(activeColumns));
        Check.Param(ReferenceEquals(input.Schema, InputSchema), nameof(input), "The row must have the very schema that the mapper was made for.");

        var active = new IEnumerable<DataViewSchema.Column>[mappers.Length];
        var needed = activeColumns;
        for (var i = mappers.Length - 1; i >= 0; i--)
        {
            active[i] = needed.ToArray();
            needed = mappers[i].GetDependencies(active[i]);
        }

        return mappers.Zip(active).Aggregate(input, (row, step) => step.First.GetRow(row, step.Second));
    }
}
