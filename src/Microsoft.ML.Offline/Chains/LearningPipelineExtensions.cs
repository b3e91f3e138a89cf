namespace Microsoft.ML;

/// <summary>Makes chains.</summary>
public static class LearningPipelineExtensions
{
    /// <summary>A chain of two estimators.</summary>
    public static EstimatorChain<TTrans> Append<TTrans>(this IEstimator<ITransformer> start, IEstimator<TTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TTrans : class, ITransformer
    {
        Check.Value(start, nameof(start));
        Check.Value(estimator, nameof(estimator));
        return start is EstimatorChain<ITransformer> chain
            ? chain.Append(estimator, scope)
            : new EstimatorChain<ITransformer>().Append(start).Append(estimator, scope);
    }

    /// <summary>A chain of two transformers.</summary>
    public static TransformerChain<TTrans> Append<TTrans>(this ITransformer start, TTrans transformer)
        where TTrans : class, ITransformer
    {
        Check.Value(start, nameof(start));
        return new(start, Check.Value(transformer, nameof(transformer)));
    }

    /// <summary>A chain of one estimator, after which what it makes is kept.</summary>
    public static EstimatorChain<TTrans> AppendCacheCheckpoint<TTrans>(this IEstimator<TTrans> start, IHostEnvironment env)
        where TTrans : class, ITransformer
        => new EstimatorChain<ITransformer>().Append(Check.Value(start, nameof(start))).AppendCacheCheckpoint(env);

    /// <summary>The estimator, which hands what it has learned to <paramref name="onFit"/>.</summary>
    public static IEstimator<TTransformer> WithOnFitDelegate<TTransformer>(this IEstimator<TTransformer> estimator, Action<TTransformer> onFit)
        where TTransformer : class, ITransformer
        => new ReportingEstimator<TTransformer>(Check.Value(estimator, nameof(estimator)), Check.Value(onFit, nameof(onFit)));
}
