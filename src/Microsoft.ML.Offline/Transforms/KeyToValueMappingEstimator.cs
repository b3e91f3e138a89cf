namespace Microsoft.ML.Transforms;

/// <summary>Turns keys back into the values that they stand for.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator((string Output, string Input)[] pairs)
        : base(new(pairs))
    {
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Pairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            if (!column.IsKey)
                throw Check.WrongColumn(nameof(inputSchema), "input", pair.Input, "Key", column.Describe());
            Check.Param(
                column.Annotations.TryFind(AnnotationKinds.KeyValues, out var values),
                nameof(inputSchema),
                $"Column '{pair.Input}' does not say what its keys stand for: it has no {AnnotationKinds.KeyValues} annotation.");
            var annotations = column.Annotations.TryFind(AnnotationKinds.SlotNames, out var slots) ? new SchemaShape([slots]) : null;
            return new SchemaShape.Column(pair.Output, column.Kind, values.ItemType, values.IsKey, annotations);
        }));
    }
}
