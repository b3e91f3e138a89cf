namespace Microsoft.ML.Transforms;

/// <summary>Joins columns into a vector.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingEstimator(string outputColumnName, string[] inputColumnNames)
    {
        _output = Check.NonEmpty(outputColumnName, nameof(outputColumnName));
        _inputs = Check.Value(inputColumnNames, nameof(inputColumnNames));
        Check.Param(_inputs.Length > 0 && _inputs.All(name => !string.IsNullOrEmpty(name)), nameof(inputColumnNames), "Name at least one column, and every one.");
    }

    /// <summary>The transformer; there is nothing to learn.</summary>
    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        Check.Value(input, nameof(input));
        return new(_output, _inputs);
    }

    /// <summary>The input columns and the vector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    /// <exception cref="InvalidOperationException">A column holds keys, or other items than the first.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        var columns = _inputs.Select(inputSchema.Find).ToArray();
        foreach (var column in columns)
        {
            Check.State(!column.IsKey, $"Column '{column.Name}' holds keys, which cannot be concatenated.");
            Check.State(
                column.ItemType.Equals(columns[0].ItemType),
                $"Columns to concatenate must hold the same items: '{column.Name}' holds {column.ItemType}, and '{columns[0].Name}' holds {columns[0].ItemType}.");
        }

        var variable = columns.Any(c => c.Kind == SchemaShape.Column.VectorKind.VariableVector);
        return inputSchema.With([new(
            _output,
            variable ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector,
            columns[0].ItemType,
            false,
            new(AnnotationsOf(columns)))]);
    }

    private static IEnumerable<SchemaShape.Column> AnnotationsOf(SchemaShape.Column[] columns)
    {
        if (columns.All(c => c.Has(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance)))
            yield return SchemaShape.Column.Of(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance);
        if (columns.Any(c => c.Kind == SchemaShape.Column.VectorKind.Scalar || c.Has(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance)))
            yield return new(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);
    }
}
