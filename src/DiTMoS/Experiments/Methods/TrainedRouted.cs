using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Experiments.Methods;

/// <summary>A selector and its classifiers.</summary>
internal sealed class TrainedRouted(DiTMoSModel model) : TrainedMethod
{
    /// <inheritdoc/>
    public override IReadOnlyList<long> Parameters { get; } = [model.Selector.Spec.FoldedParameters, .. model.Classifiers.Select(classifier => classifier.Spec.FoldedParameters)];

    /// <inheritdoc/>
    public override long Macs => model.Selector.Spec.Macs + model.Classifiers[0].Spec.Macs;

    /// <inheritdoc/>
    public override WindowModel Model => model;

    /// <inheritdoc/>
    public override RoutedScores Members(WindowSet windows) => Score(windows);

    /// <inheritdoc/>
    public override float[][][] Features(WindowSet windows) => BlockFeatures.Of(model.Selector, model.Classifiers, model.Normalization.ApplyAll(windows), windows.Count);
}
