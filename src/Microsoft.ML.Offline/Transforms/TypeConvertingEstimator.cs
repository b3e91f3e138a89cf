namespace Microsoft.ML.Transforms;

/// <summary>Converts values into another type.</summary>
public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator((string Output, string Input)[] pairs, DataKind kind)
        : base(new(pairs, kind))
    {
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        var type = ItemTypes.Of(Transformer.Kind);
        return inputSchema.With(Transformer.Pairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            Check.Param(ValueConverter.OrNull(column.ItemType, type) != null, nameof(inputSchema), $"Column '{pair.Input}' is of type {column.Describe()}, which does not convert into {type}.");
            var annotations = column.Kind == SchemaShape.Column.VectorKind.Vector && column.Annotations.TryFind(AnnotationKinds.SlotNames, out var slots) ? new SchemaShape([slots]) : null;
            return new SchemaShape.Column(pair.Output, column.Kind, type, false, annotations);
        }));
    }
}
