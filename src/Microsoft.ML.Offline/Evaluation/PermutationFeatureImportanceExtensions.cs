namespace Microsoft.ML;

/// <summary>Measures how much models rely on features.</summary>
public static class PermutationFeatureImportanceExtensions
{
    /// <summary>For each slot of the features, how the metrics change when its values are shuffled among the rows.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="predictionTransformer">The model.</param>
    /// <param name="data">Rows with features and labels.</param>
    /// <param name="labelColumnName">The true class.</param>
    /// <param name="useFeatureWeightFilter">Whether slots that the model gives no weight are left out; models here have no weights.</param>
    /// <param name="numberOfExamplesToUse">The most rows to use; null, the default, for all.</param>
    /// <param name="permutationCount">How often each slot is shuffled. Default 1.</param>
    public static ImmutableArray<MulticlassClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this MulticlassClassificationCatalog catalog, ISingleFeaturePredictionTransformer<TModel> predictionTransformer, IDataView data,
        string labelColumnName = "Label", bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1)
        where TModel : class
    {
        Check.Value(catalog, nameof(catalog));
        Check.Value(predictionTransformer, nameof(predictionTransformer));
        Check.Value(data, nameof(data));
        Check.State(numberOfExamplesToUse is null or > 0, "The number of rows to use must be positive.");
        var name = predictionTransformer.FeatureColumnName;
        var features = data.Schema.GetColumnOrNull(name) ?? throw Check.NoColumn(nameof(data), "feature", name);
        if (features.Type is not VectorDataViewType { ItemType: var item, IsKnownSize: true } type || item != NumberDataViewType.Single)
            throw Check.WrongColumn(nameof(data), "feature", name, "Vector<Single> of known size", features.Type.ToString());

        var rows = new CachedView(numberOfExamplesToUse is { } most ? new SlicedView(data, 0, most) : data, []);
        var values = rows.GetColumn<float[]>(features).ToArray();
        if (values.Length == 0)
            return [];

        MulticlassClassificationMetrics Measure(IDataView view) => catalog.Evaluate(predictionTransformer.Transform(view), labelColumnName);
        var random = catalog.Environment.Register("PermutationFeatureImportance").Rand;
        var baseline = Measure(data);
        return [.. Enumerable.Range(0, type.Size).Select(slot => new MulticlassClassificationMetricsStatistics(
            baseline, [.. Enumerable.Range(0, permutationCount).Select(_ => Measure(Shuffled(rows, features, slot, values, random)))]))];
    }

    // The view with the features replaced by ones of which one slot is shuffled.
    private static MappedView Shuffled(CachedView rows, DataViewSchema.Column features, int slot, float[][] values, Random random)
    {
        var shuffled = values.Select(row => row[slot]).ToArray();
        random.Shuffle(shuffled);
        var column = new ComputedColumn(new(features), [features.Index], row =>
        {
            var getter = row.GetGetter<VBuffer<float>>(features);
            var source = default(VBuffer<float>);
            var getId = row.GetIdGetter();
            var id = default(DataViewRowId);
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
            {
                getter(ref source);
                getId(ref id);
                source.CopyToDense(ref value);
                VBufferEditor.CreateFromBuffer(ref value).Values[slot] = shuffled[id.Low];
            });
        });
        return new(rows, new RowMapping(rows.Schema, new ColumnMapper([column])));
    }
}
