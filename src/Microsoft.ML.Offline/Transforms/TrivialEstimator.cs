namespace Microsoft.ML.Data;

/// <summary>Base of estimators that have nothing to learn.</summary>
/// <typeparam name="TTransformer">What they give.</typeparam>
public abstract class TrivialEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    private protected TrivialEstimator(TTransformer transformer) => Transformer = transformer;

    private protected TTransformer Transformer { get; }

    /// <summary>The transformer, after a check that it fits the data.</summary>
    public TTransformer Fit(IDataView input)
    {
        Check.Value(input, nameof(input));
        Transformer.GetOutputSchema(input.Schema);
        return Transformer;
    }

    /// <summary>The columns that the transformer gives for data of this shape.</summary>
    public abstract SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
