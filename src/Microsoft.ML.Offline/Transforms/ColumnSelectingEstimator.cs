namespace Microsoft.ML.Transforms;

/// <summary>Leaves out columns.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(ColumnSelectingTransformer transformer)
        : base(transformer)
    {
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        var named = Transformer.Names.Select(inputSchema.Find).ToArray();
        return new(Transformer.Keeps ? named : inputSchema.Where(c => !Transformer.Names.Contains(c.Name)));
    }
}
