namespace Microsoft.ML.Data;

/// <summary>Base of the built-in transformers that add columns made of each row.</summary>
public abstract class RowToRowTransformerBase : ITransformer
{
    private protected RowToRowTransformerBase()
    {
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The input columns, followed by those that are added.</summary>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Map(inputSchema).OutputSchema;

    /// <summary>The view with the added columns, which are computed when a cursor asks.</summary>
    public IDataView Transform(IDataView input)
    {
        Check.Value(input, nameof(input));
        return new MappedView(input, Map(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Map(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    private protected abstract ComputedColumn[] Bind(DataViewSchema inputSchema);

    private protected abstract void SaveModel(ModelSaveContext ctx);

    private RowMapping Map(DataViewSchema inputSchema) => new(Check.Value(inputSchema, nameof(inputSchema)), new ColumnMapper(Bind(inputSchema)));
}
