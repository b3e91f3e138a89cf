using DiTMoS.Networks;
using DiTMoS.Training.Adversarial;

namespace DiTMoS.Training.Pretraining;

/// <summary>Stage 2, first part: the selector learns to choose among classifiers that know their subsets.</summary>
internal sealed class SelectorPretrainingPhase : RoutedPhase
{
    private readonly AlternatingEpochs _epochs;

    /// <summary>Prepares the phase over networks that are registered already, selector first.</summary>
    public SelectorPretrainingPhase(TrainingContext context, TrainingState state, IReadOnlyList<Network> networks, PretrainingOptions options, AdversarialOptions adversarial, bool selects = false)
        : base("selector pre-training", options.SelectorEpochs, context, state, networks, options.Selector, heads: 1, featureGradients: false, selects) =>
        _epochs = new AlternatingEpochs(Backend, adversarial, Optimization.BatchSize, context.ClassWeights, context.RowWeights, context.Cancellation);

    /// <inheritdoc/>
    public override float Train(int epoch) => _epochs.Selector(Input(epoch, Optimization.LearningRateOf(epoch, Epochs)));
}
