namespace DiTMoS.Networks;

/// <summary>Computes a selector and the classifiers that are asked for.</summary>
internal sealed unsafe class RoutedModelPass : ModelPass
{
    private readonly PackedNetwork _selector;
    private readonly PackedNetwork[] _classifiers;
    private readonly WindowPass _selectorPass;
    private readonly WindowPass _classifierPass;        // classifiers are of one shape

    /// <summary>Packs the model's weights as they are now.</summary>
    public RoutedModelPass(DiTMoSModel model)
        : base(model.Selector.Spec, model.Classifiers[0].Spec)
    {
        NetworkSpec classifier = model.Classifiers[0].Spec;
        _selector = new PackedNetwork(model.Selector);
        _classifiers = [.. model.Classifiers.Select(c => new PackedNetwork(c))];
        _selectorPass = new WindowPass(model.Selector.Spec, classifier);
        _classifierPass = new WindowPass(classifier);
    }

    /// <inheritdoc/>
    public override int Classifiers => _classifiers.Length;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Route()
    {
        _selectorPass.Forward(Samples, _selector, null, Scratch);
        return _selectorPass.Logits[.._classifiers.Length];
    }

    /// <inheritdoc/>
    public override void Classify(int classifier, Span<float> logits)
    {
        _classifierPass.Forward(Samples, _classifiers[classifier], _selectorPass, Scratch);
        _classifierPass.Logits.CopyTo(logits);
        ReadOnlySpan<float> shared = _selectorPass.Logits[_classifiers.Length..];       // empty, or K class logits
        for (int k = 0; k < shared.Length; k++)
        {
            logits[k] += shared[k];
        }
    }
}
