namespace Microsoft.ML;

/// <summary>A transformer that predicts by a model from one column.</summary>
/// <typeparam name="TModel">The kind of model.</typeparam>
public interface ISingleFeaturePredictionTransformer<out TModel> : IPredictionTransformer<TModel>
    where TModel : class
{
    /// <summary>The column that is read.</summary>
    string FeatureColumnName { get; }

    /// <summary>The type of that column.</summary>
    DataViewType FeatureColumnType { get; }
}
