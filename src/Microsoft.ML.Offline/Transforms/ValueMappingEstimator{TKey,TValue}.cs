namespace Microsoft.ML.Transforms;

/// <summary>Replaces values by others as pairs say.</summary>
/// <typeparam name="TKey">What is replaced.</typeparam>
/// <typeparam name="TValue">What it becomes.</typeparam>
public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    internal ValueMappingEstimator(ValueMappingTransformer transformer)
        : base(transformer)
    {
    }
}
