namespace Microsoft.ML.Transforms;

/// <summary>Replaces values by others as a table says.</summary>
public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    internal ValueMappingEstimator(ValueMappingTransformer transformer)
        : base(transformer)
    {
    }

    /// <inheritdoc/>
    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Pairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            var value = SchemaShape.Column.Of(pair.Output, Transformer.ValueType, SchemaShape.Create(Transformer.ValueAnnotations.Schema));
            if (column.Kind == SchemaShape.Column.VectorKind.Scalar)
                return value;
            return value.Kind == SchemaShape.Column.VectorKind.Scalar
                ? new SchemaShape.Column(pair.Output, column.Kind, value.ItemType, value.IsKey, value.Annotations)
                : throw new NotSupportedException($"Column '{pair.Input}' holds vectors, whose items cannot become vectors.");
        }));
    }
}
