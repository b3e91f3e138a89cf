namespace Microsoft.ML;

/// <summary>Predicts for single objects; not for several threads at once.</summary>
/// <typeparam name="TSrc">The class of what is read.</typeparam>
/// <typeparam name="TDst">The class of what is predicted.</typeparam>
public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst>
    where TSrc : class
    where TDst : class, new()
{
    internal PredictionEngine(ITransformer transformer, PredictionEngineOptions options)
        : base(transformer, options)
    {
    }

    /// <inheritdoc/>
    public override void Predict(TSrc example, ref TDst prediction)
    {
        prediction ??= new TDst();
        Run(example, prediction);
    }
}
