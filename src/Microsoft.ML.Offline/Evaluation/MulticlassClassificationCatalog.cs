namespace Microsoft.ML;

/// <summary>Classification into several classes.</summary>
public sealed class MulticlassClassificationCatalog : TrainCatalogBase
{
    internal MulticlassClassificationCatalog(HostEnvironment environment)
        : base(environment)
        => Trainers = new(this);

    /// <summary>The trainers; packages add theirs as extension methods, and there is none here.</summary>
    public MulticlassClassificationTrainers Trainers { get; }

    /// <summary>Measures how well scored rows are classified.</summary>
    /// <param name="data">The scored rows.</param>
    /// <param name="labelColumnName">The true class: a key, or a single-precision number that counts from 0. Rows without one are left out.</param>
    /// <param name="scoreColumnName">The probability of each class: a vector of at least two single-precision numbers. Rows with one that is not finite are left out.</param>
    /// <param name="predictedLabelColumnName">The predicted class, which must be there; the class of the highest score counts.</param>
    /// <param name="topKPredictionCount">With k, also how often the true class is among the k highest scores; 0, the default, without.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public MulticlassClassificationMetrics Evaluate(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score", string predictedLabelColumnName = "PredictedLabel", int topKPredictionCount = 0)
    {
        Check.Value(data, nameof(data));
        Check.NonEmpty(labelColumnName, nameof(labelColumnName));
        Check.NonEmpty(scoreColumnName, nameof(scoreColumnName));
        Check.NonEmpty(predictedLabelColumnName, nameof(predictedLabelColumnName));
        return new MulticlassEvaluation(data, labelColumnName, scoreColumnName, predictedLabelColumnName, topKPredictionCount).Measure(Environment);
    }

    /// <summary>Trains and measures several times, each time with another part of the rows held out.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="estimator">What is trained.</param>
    /// <param name="numberOfFolds">How many times, at least 2. Default 5.</param>
    /// <param name="labelColumnName">The true class.</param>
    /// <param name="samplingKeyColumnName">Rows with the same value of this column are held out together; null, the default, for single rows.</param>
    /// <param name="seed">Seeds the division; null, the default, takes the seed of the context.</param>
    public IReadOnlyList<CrossValidationResult<MulticlassClassificationMetrics>> CrossValidate(
        IDataView data, IEstimator<ITransformer> estimator, int numberOfFolds = 5, string labelColumnName = "Label", string samplingKeyColumnName = null, int? seed = null)
    {
        Check.NonEmpty(labelColumnName, nameof(labelColumnName));
        return [.. TrainFolds(data, estimator, numberOfFolds, samplingKeyColumnName, seed)
            .Select(x => new CrossValidationResult<MulticlassClassificationMetrics>(x.Model, Evaluate(x.Scored, labelColumnName), x.Scored, x.Fold))];
    }

    /// <summary>The trainers of classifiers into several classes.</summary>
    public sealed class MulticlassClassificationTrainers : CatalogInstantiatorBase
    {
        internal MulticlassClassificationTrainers(MulticlassClassificationCatalog catalog)
            : base(catalog)
        {
        }
    }
}
