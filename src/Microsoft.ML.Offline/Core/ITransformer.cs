namespace Microsoft.ML;

/// <summary>Something that makes a view from a view.</summary>
public interface ITransformer : ICanSaveModel
{
    /// <summary>The schema of the view that <see cref="Transform"/> makes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>The transformed view; nothing is computed before a cursor asks.</summary>
    IDataView Transform(IDataView input);

    /// <summary>Whether every row gives one row, whatever the others are.</summary>
    bool IsRowToRowMapper { get; }

    /// <summary>The mapping of single rows.</summary>
    /// <exception cref="InvalidOperationException"><see cref="IsRowToRowMapper"/> is false.</exception>
    IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
}
