namespace Microsoft.ML.Data;

/// <summary>An estimator of a chain.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Scope">When what it learns takes part.</param>
/// <param name="CacheAfter">Whether what it makes is kept for those after it.</param>
internal sealed record EstimatorLink(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
