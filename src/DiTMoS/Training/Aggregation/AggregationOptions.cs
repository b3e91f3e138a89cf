namespace DiTMoS.Training.Aggregation;

/// <summary>Stage 3: heterogeneous feature aggregation, and its extension to the output layer, the shared base.</summary>
/// <remarks>Whether a model aggregates at all is <see cref="Networks.NetworkOptions.FeatureAggregation"/> and <see cref="Networks.NetworkOptions.SharedBase"/>.</remarks>
public sealed record AggregationOptions
{
    /// <summary>
    /// Whether classifiers are trained without aggregation first and widened afterwards: the added weights start at zero, so that the function is
    /// unchanged, and are then fine-tuned. A model to fine-tune is widened by what it lacks. Default false: aggregation from the start.
    /// </summary>
    public bool AfterTraining { get; init; }
}
