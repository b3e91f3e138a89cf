namespace Microsoft.ML.Transforms;

/// <summary>Learns the values of columns, to turn them into keys.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly (string Output, string Input)[] _pairs;
    private readonly int _maximum;
    private readonly KeyOrdinality _order;
    private readonly bool _asText;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator((string Output, string Input)[] pairs, int maximum, KeyOrdinality order, bool asText, IDataView keyData)
    {
        Check.Param(pairs.Length > 0, "columns", "Name at least one column.");
        Check.Param(maximum > 0, "maximumNumberOfKeys", "There must be room for at least one key.");
        Check.Param(keyData == null || keyData.Schema.Count == 1, nameof(keyData), "The view of the values must have one column.");
        _pairs = pairs;
        _maximum = maximum;
        _order = order;
        _asText = asText;
        _keyData = keyData;
    }

    /// <summary>The order of the keys.</summary>
    public enum KeyOrdinality : byte
    {
        /// <summary>As the values are first seen.</summary>
        ByOccurrence = 0,

        /// <summary>By value.</summary>
        ByValue = 1,
    }

    /// <summary>Learns the values, unless they were given.</summary>
    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        Check.Value(input, nameof(input));
        var terms = _pairs.Select(pair =>
        {
            var column = input.Schema.GetColumnOrNull(pair.Input) ?? throw Check.NoColumn(nameof(input), "input", pair.Input);
            var (source, data) = _keyData == null ? (column, input) : (_keyData.Schema[0], _keyData);
            if (!source.Type.ItemOf().Equals(column.Type.ItemOf()))
                throw Check.WrongColumn("keyData", "value", source.Name, column.Type.ItemOf().ToString(), source.Type.ToString());
            return KeyTerms.Learn(data, source, _keyData == null ? _maximum : int.MaxValue, _order == KeyOrdinality.ByValue);
        });
        return new(_pairs, [.. terms], _asText);
    }

    /// <summary>The input columns, and those of the keys.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        return inputSchema.With(_pairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            if (!column.IsKey || !column.Annotations.TryFind(AnnotationKinds.KeyValues, out var values) || values.Kind != SchemaShape.Column.VectorKind.Vector)
                values = new(AnnotationKinds.KeyValues, SchemaShape.Column.VectorKind.Vector, _asText ? TextDataViewType.Instance : column.ItemType, column.IsKey);
            SchemaShape.Column[] annotations = column.Annotations.TryFind(AnnotationKinds.SlotNames, out var slots) ? [slots, values] : [values];
            return new SchemaShape.Column(pair.Output, column.Kind, NumberDataViewType.UInt32, true, new(annotations));
        }));
    }
}
