namespace Microsoft.ML;

/// <summary>Shows data.</summary>
public static class DebuggerExtensions
{
    /// <summary>The first rows of a view.</summary>
    /// <param name="data">The view.</param>
    /// <param name="maxRows">The most rows. Default 100.</param>
    public static DataDebuggerPreview Preview(this IDataView data, int maxRows = 100)
    {
        Check.Value(data, nameof(data));
        Check.Param(maxRows >= 0, nameof(maxRows), "The number of rows must not be negative.");
        return new(data, maxRows);
    }

    /// <summary>The first rows of what a transformer makes of a view.</summary>
    public static DataDebuggerPreview Preview(this ITransformer transformer, IDataView data, int maxRows = 100)
    {
        Check.Value(transformer, nameof(transformer));
        Check.Value(data, nameof(data));
        return transformer.Transform(data).Preview(maxRows);
    }

    /// <summary>The first rows of what an estimator makes of a view after learning from its first rows.</summary>
    public static DataDebuggerPreview Preview(this IEstimator<ITransformer> estimator, IDataView data, int maxRows = 100, int maxTrainingRows = 100)
    {
        Check.Value(estimator, nameof(estimator));
        Check.Value(data, nameof(data));
        Check.Param(maxTrainingRows > 0, nameof(maxTrainingRows), "There must be rows to learn from.");
        return estimator.Fit(new SlicedView(data, 0, maxTrainingRows)).Preview(data, maxRows);
    }
}
