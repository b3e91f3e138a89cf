namespace Microsoft.ML.Transforms;

/// <summary>Learns how to normalise numbers.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly (string Output, string Input)[] _pairs;
    private readonly long _maximumExamples;
    private readonly Func<bool, SlotStatistics, (double Scale, double Offset)> _fit;
    private readonly bool _useCdf;

    internal NormalizingEstimator((string Output, string Input)[] pairs, long maximumExamples, Func<bool, SlotStatistics, (double Scale, double Offset)> fit, bool useCdf)
    {
        Check.Param(pairs.Length > 0, "columns", "Name at least one column.");
        Check.Param(maximumExamples > 1, "maximumExampleCount", "There must be at least two rows to learn from.");
        _pairs = pairs;
        _maximumExamples = maximumExamples;
        _fit = fit;
        _useCdf = useCdf;
    }

    /// <summary>Reads the data once, and learns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or holds no reals, or vectors whose sizes differ.</exception>
    public NormalizingTransformer Fit(IDataView input)
    {
        Check.Value(input, nameof(input));
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var columns = _pairs.Select(pair => input.Schema[pair.Input]).ToArray();
        var slots = columns.Select(c => Enumerable.Range(0, c.Type is VectorDataViewType vector ? vector.Size : 1).Select(_ => new SlotStatistics()).ToArray()).ToArray();

        using var cursor = input.GetRowCursor(columns);
        var add = columns.Select((column, i) => (Action)Generic.Call(typeof(NormalizingEstimator), null, nameof(Adder), column.Type.ItemOf().RawType, cursor, column, slots[i])).ToArray();
        for (var row = 0L; row < _maximumExamples && cursor.MoveNext(); row++)
            foreach (var each in add)
                each();

        return new(_pairs, [.. columns.Select((column, i) => new SlotScales(column.Type, _useCdf, slots[i].Select(slot => _fit(column.Type.ItemOf() == NumberDataViewType.Single, slot))))]);
    }

    /// <summary>The input columns, and those that are normalised.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or holds no reals, or vectors whose sizes differ.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        return inputSchema.With(_pairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            if (column.IsKey || column.Kind == SchemaShape.Column.VectorKind.VariableVector || (column.ItemType != NumberDataViewType.Single && column.ItemType != NumberDataViewType.Double))
                throw Check.WrongColumn(nameof(inputSchema), "input", pair.Input, "Single or Double, or a vector of them of known size", column.Describe());
            var normalized = SchemaShape.Column.Of(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance);
            SchemaShape.Column[] annotations = column.Annotations.TryFind(AnnotationKinds.SlotNames, out var slots) ? [normalized, slots] : [normalized];
            return new SchemaShape.Column(pair.Output, column.Kind, column.ItemType, false, new(annotations));
        }));
    }

    private static Action Adder<T>(DataViewRow row, DataViewSchema.Column column, SlotStatistics[] slots)
        where T : System.Numerics.INumber<T>
    {
        var read = ItemReader.Of<T>(row, column);
        return () =>
        {
            var values = read();
            if (values.Length != slots.Length)
                throw new InvalidOperationException($"A row of column '{column.Name}' has {values.Length} items, and its type says {slots.Length}.");
            for (var i = 0; i < slots.Length; i++)
                slots[i].Add(double.CreateChecked(values[i]));
        };
    }
}
