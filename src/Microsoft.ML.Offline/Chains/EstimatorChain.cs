namespace Microsoft.ML.Data;

/// <summary>Estimators one after another; each learns from what those before it make of the data.</summary>
/// <typeparam name="TLastTransformer">What the last learns.</typeparam>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    /// <summary>The last estimator; null in an empty chain.</summary>
    public readonly IEstimator<TLastTransformer> LastEstimator;

    private readonly EstimatorLink[] _links;

    /// <summary>An empty chain.</summary>
    public EstimatorChain()
        : this([])
    {
    }

    internal EstimatorChain(EstimatorLink[] links)
    {
        _links = links;
        LastEstimator = links.LastOrDefault()?.Estimator as IEstimator<TLastTransformer>;
    }

    /// <summary>Lets every estimator learn.</summary>
    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        Check.Value(input, nameof(input));
        GetOutputSchema(SchemaShape.Create(input.Schema)); // columns that do not fit are refused before anything learns

        var transformers = new List<ITransformer>();
        var data = input;
        foreach (var link in _links)
        {
            transformers.Add(link.Estimator.Fit(data));
            data = transformers[^1].Transform(data);
            if (link.CacheAfter && transformers.Count < _links.Length)
                data = new CachedView(data, []);
        }

        return new(transformers, _links.Select(link => link.Scope));
    }

    /// <summary>The columns after all estimators.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => _links.Aggregate(inputSchema, (shape, link) => link.Estimator.GetOutputSchema(shape));

    /// <summary>This chain with one more estimator.</summary>
    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
        => new([.. _links, new(Check.Value(estimator, nameof(estimator)), scope, CacheAfter: false)]);

    /// <summary>This chain, whose later estimators read what the earlier ones make from a cache.</summary>
    /// <exception cref="InvalidOperationException">The chain is empty.</exception>
    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        Check.Value(env, nameof(env));
        Check.State(_links.Length > 0, "There is no estimator in the chain after which to keep what it makes.");
        return new([.. _links[..^1], _links[^1] with { CacheAfter = true }]);
    }
}
