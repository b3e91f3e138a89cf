namespace Microsoft.ML;

/// <summary>Base of the catalogs of one kind of learning.</summary>
public abstract class TrainCatalogBase
{
    private protected TrainCatalogBase(HostEnvironment environment) => Environment = environment;

    internal HostEnvironment Environment { get; }

    private protected IEnumerable<(int Fold, ITransformer Model, IDataView Scored)> TrainFolds(IDataView data, IEstimator<ITransformer> estimator, int numberOfFolds, string samplingKeyColumnName, int? seed)
    {
        Check.Value(data, nameof(data));
        Check.Value(estimator, nameof(estimator));
        Check.Param(numberOfFolds > 1, nameof(numberOfFolds), "There must be at least two folds.");
        var split = new RowSplit(data, samplingKeyColumnName, seed ?? Environment.Seed);
        return Enumerable.Range(0, numberOfFolds).Select(fold =>
        {
            var part = split.Part((double)fold / numberOfFolds, (double)(fold + 1) / numberOfFolds, includeUpper: true);
            var model = estimator.Fit(part.TrainSet);
            var scored = model is TransformerChain<ITransformer> chain ? chain.Transform(part.TestSet, TransformerScope.Everything) : model.Transform(part.TestSet);
            return (fold, model, scored);
        });
    }

    /// <summary>What one fold of a cross-validation gave.</summary>
    /// <typeparam name="T">The kind of metrics.</typeparam>
    public sealed class CrossValidationResult<T>
        where T : class
    {
        /// <summary>The metrics on the rows that were held out.</summary>
        public readonly T Metrics;

        /// <summary>The model trained on the other rows.</summary>
        public readonly ITransformer Model;

        /// <summary>The rows that were held out, with what the model says.</summary>
        public readonly IDataView ScoredHoldOutSet;

        /// <summary>The zero-based fold.</summary>
        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scored, int fold)
        {
            Model = model;
            Metrics = metrics;
            ScoredHoldOutSet = scored;
            Fold = fold;
        }
    }

    /// <summary>Base of the catalogs of trainers.</summary>
    public abstract class CatalogInstantiatorBase
    {
        private protected CatalogInstantiatorBase(TrainCatalogBase owner) => Owner = owner;

        internal TrainCatalogBase Owner { get; }
    }
}
