namespace DiTMoS.Networks;

/// <summary>Computes all members of an ensemble, as one classifier.</summary>
internal sealed unsafe class EnsembleModelPass : ModelPass
{
    private static readonly float[] OneRoute = [0];

    private readonly PackedNetwork[] _members;
    private readonly WindowPass _pass;                  // members are of one shape
    private readonly ProbabilityMean _mean;

    /// <summary>Packs the model's weights as they are now.</summary>
    public EnsembleModelPass(EnsembleModel model)
        : base(model.Members[0].Spec)
    {
        _members = [.. model.Members.Select(member => new PackedNetwork(member))];
        _pass = new WindowPass(model.Members[0].Spec);
        _mean = new ProbabilityMean(model.Members.Count, model.Classes, model.Temperature);
    }

    /// <inheritdoc/>
    public override int Classifiers => 1;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Route() => OneRoute;

    /// <inheritdoc/>
    public override void Classify(int classifier, Span<float> logits)
    {
        for (int m = 0; m < _members.Length; m++)
        {
            _pass.Forward(Samples, _members[m], null, Scratch);
            _pass.Logits.CopyTo(_mean.Logits(m));
        }

        _mean.CopyTo(logits);
    }
}
