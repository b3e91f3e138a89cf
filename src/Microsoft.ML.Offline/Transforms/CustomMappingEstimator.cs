namespace Microsoft.ML.Transforms;

/// <summary>Adds columns that code of the caller makes.</summary>
/// <typeparam name="TSrc">The class of what the code reads.</typeparam>
/// <typeparam name="TDst">The class of what it fills.</typeparam>
public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(CustomMappingTransformer<TSrc, TDst> transformer)
        : base(transformer)
    {
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        foreach (var needed in Transformer.Reads)
        {
            var column = inputSchema.Find(needed.Name);
            var expected = SchemaShape.Column.Of(needed.Name, needed.Type);
            var kindFits = expected.Kind == SchemaShape.Column.VectorKind.VariableVector
                ? column.Kind != SchemaShape.Column.VectorKind.Scalar
                : column.Kind == expected.Kind;
            if (!kindFits || !column.ItemType.Equals(expected.ItemType) || column.IsKey != expected.IsKey)
                throw Check.WrongColumn(nameof(inputSchema), "input", needed.Name, needed.Type.ToString(), column.Describe());
        }

        return inputSchema.With(SchemaShape.Create(MemberColumn.SchemaOf(Transformer.Writes)));
    }
}
