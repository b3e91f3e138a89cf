namespace Microsoft.ML.Data;

/// <summary>A mapping of single rows.</summary>
public interface IRowToRowMapper
{
    /// <summary>The columns that are read.</summary>
    DataViewSchema InputSchema { get; }

    /// <summary>The columns that are given.</summary>
    DataViewSchema OutputSchema { get; }

    /// <summary>The input columns that are needed for these output columns.</summary>
    IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns);

    /// <summary>The row that is made of <paramref name="input"/>, and stays in step with it.</summary>
    /// <param name="input">A row of <see cref="InputSchema"/> whose needed columns are active.</param>
    /// <param name="activeColumns">The output columns that will be asked for.</param>
    DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns);
}
