namespace Microsoft.ML;

/// <summary>Something that learns a transformer from data.</summary>
/// <typeparam name="TTransformer">What it learns.</typeparam>
public interface IEstimator<out TTransformer>
    where TTransformer : ITransformer
{
    /// <summary>Learns from <paramref name="input"/>.</summary>
    TTransformer Fit(IDataView input);

    /// <summary>The columns that the learned transformer gives for data of this shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
