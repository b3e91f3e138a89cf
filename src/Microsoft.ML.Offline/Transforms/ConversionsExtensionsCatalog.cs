namespace Microsoft.ML;

/// <summary>Conversions of values.</summary>
public static class ConversionsExtensionsCatalog
{
    /// <summary>Turns values into keys that stand for the values seen in training.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of the keys.</param>
    /// <param name="inputColumnName">The column of the values; null, the default, for the same name.</param>
    /// <param name="maximumNumberOfKeys">The most values to learn. Default 1,000,000.</param>
    /// <param name="keyOrdinality">The order of the keys. Default by occurrence.</param>
    /// <param name="addKeyValueAnnotationsAsText">Whether the annotation holds the values as text. Default false.</param>
    /// <param name="keyData">One column with the values, instead of learning them; null, the default, learns.</param>
    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName = null,
        int maximumNumberOfKeys = 1000000, ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false, IDataView keyData = null)
        => catalog.MapValueToKey([new(outputColumnName, inputColumnName)], maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText, keyData);

    /// <summary>Turns values of several columns into keys.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="maximumNumberOfKeys">The most values to learn for each. Default 1,000,000.</param>
    /// <param name="keyOrdinality">The order of the keys. Default by occurrence.</param>
    /// <param name="addKeyValueAnnotationsAsText">Whether the annotation holds the values as text. Default false.</param>
    /// <param name="keyData">One column with the values, instead of learning them; null, the default, learns.</param>
    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns,
        int maximumNumberOfKeys = 1000000, ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false, IDataView keyData = null)
        => new(PairsOf(columns), maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText, keyData);

    /// <summary>Turns keys back into the values that they stand for.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of the values.</param>
    /// <param name="inputColumnName">The column of the keys; null, the default, for the same name.</param>
    public static KeyToValueMappingEstimator MapKeyToValue(this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName = null)
        => catalog.MapKeyToValue([new(outputColumnName, inputColumnName)]);

    /// <summary>Turns keys of several columns back into the values that they stand for.</summary>
    public static KeyToValueMappingEstimator MapKeyToValue(this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns)
        => new(PairsOf(columns));

    /// <summary>Converts numbers, text, truth values and keys into each other.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column that is made.</param>
    /// <param name="inputColumnName">The column that is read; null, the default, for the same name.</param>
    /// <param name="outputKind">What to make. Default single-precision numbers.</param>
    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName = null, DataKind outputKind = DataKind.Single)
        => catalog.ConvertType([new(outputColumnName, inputColumnName)], outputKind);

    /// <summary>Converts numbers, text, truth values and keys of several columns into each other.</summary>
    public static TypeConvertingEstimator ConvertType(this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns, DataKind outputKind = DataKind.Single)
        => new(PairsOf(columns), outputKind);

    /// <summary>Replaces values by others as pairs say; a value in no pair becomes zero, false or empty text.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column that is made.</param>
    /// <param name="keyValuePairs">What becomes what.</param>
    /// <param name="inputColumnName">The column that is read; null, the default, for the same name.</param>
    /// <param name="treatValuesAsKeyType">Whether the column becomes one of keys that stand for the values. Default false.</param>
    /// <exception cref="InvalidOperationException">A value is in two pairs.</exception>
    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, IEnumerable<KeyValuePair<TInputType, TOutputType>> keyValuePairs,
        string inputColumnName = null, bool treatValuesAsKeyType = false)
    {
        var pairs = Check.Value(keyValuePairs, nameof(keyValuePairs)).ToArray();
        var keys = PairTable.Column([.. pairs.Select(pair => pair.Key)]);
        var values = treatValuesAsKeyType ? PairTable.KeyColumn([.. pairs.Select(pair => pair.Value)]) : PairTable.Column([.. pairs.Select(pair => pair.Value)]);
        return new(new ValueMappingTransformer(PairsOf([new(outputColumnName, inputColumnName)]), keys, values));
    }

    /// <summary>Replaces values by vectors as pairs say; a value in no pair becomes an empty vector.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column that is made.</param>
    /// <param name="keyValuePairs">What becomes what.</param>
    /// <param name="inputColumnName">The column that is read; null, the default, for the same name.</param>
    /// <exception cref="InvalidOperationException">A value is in two pairs.</exception>
    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, IEnumerable<KeyValuePair<TInputType, TOutputType[]>> keyValuePairs,
        string inputColumnName = null)
    {
        var pairs = Check.Value(keyValuePairs, nameof(keyValuePairs)).ToArray();
        return new(new ValueMappingTransformer(
            PairsOf([new(outputColumnName, inputColumnName)]),
            PairTable.Column([.. pairs.Select(pair => pair.Key)]),
            PairTable.VectorColumn([.. pairs.Select(pair => pair.Value)])));
    }

    /// <summary>Replaces values by others as two columns of a view say; a value that is not there becomes the default.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column that is made.</param>
    /// <param name="lookupMap">The view, which is read at once.</param>
    /// <param name="keyColumn">Its column of values to replace.</param>
    /// <param name="valueColumn">Its column of what they become.</param>
    /// <param name="inputColumnName">The column that is read; null, the default, for the same name.</param>
    /// <exception cref="InvalidOperationException">A value is there twice.</exception>
    public static ValueMappingEstimator MapValue(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, IDataView lookupMap, DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn, string inputColumnName = null)
    {
        Check.Value(lookupMap, nameof(lookupMap));
        return new(new ValueMappingTransformer(
            PairsOf([new(outputColumnName, inputColumnName)]), PairTable.Column(lookupMap, keyColumn), PairTable.Column(lookupMap, valueColumn)));
    }

    private static (string Output, string Input)[] PairsOf(InputOutputColumnPair[] columns)
        => [.. Check.Value(columns, nameof(columns)).Select(pair => (pair.OutputColumnName, pair.InputColumnName))];
}
