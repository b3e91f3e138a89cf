namespace Microsoft.ML.Data;

/// <summary>Rows of some of the input columns, followed by computed ones.</summary>
internal sealed class RowMapping : IRowToRowMapper
{
    private readonly int[] _kept;

    /// <summary>All input columns, followed by computed ones.</summary>
    public RowMapping(DataViewSchema input, RowMapper mapper)
        : this(input, [.. input.Select(c => c.Index)], mapper)
    {
    }

    /// <summary>The input columns at some indices, followed by computed ones.</summary>
    public RowMapping(DataViewSchema input, int[] kept, RowMapper mapper)
    {
        _kept = kept;
        Mapper = mapper;
        InputSchema = input;

        var builder = new DataViewSchema.Builder();
        builder.AddColumns(kept.Select(i => input[i]));
        builder.AddColumns(mapper.Columns);
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public RowMapper Mapper { get; }

    /// <summary>The input column that an output column is, or -1 for a computed one.</summary>
    public int KeptFrom(int column) => column < _kept.Length ? _kept[column] : -1;

    /// <summary>Which of the computed columns are among the active output columns.</summary>
    public bool[] ComputedAmong(bool[] active) => active[_kept.Length..];

    /// <summary>The place of an output column among the computed ones.</summary>
    public int ComputedIndex(int column) => column - _kept.Length;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new bool[InputSchema.Count];
        foreach (var column in dependingColumns)
            foreach (var source in column.Index < _kept.Length ? [_kept[column.Index]] : Mapper.SourcesOf(ComputedIndex(column.Index)))
                needed[source] = true;
        return InputSchema.Where(c => needed[c.Index]);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Check.Value(input, nameof(input));
        Check.Value(activeColumns, nameof(activeColumns));
        Check.Param(ReferenceEquals(input.Schema, InputSchema), nameof(input), "The row must have the very schema that the mapper was made for.");
        return new MappedRow(input, this, Active.Of(OutputSchema, activeColumns));
    }
}
