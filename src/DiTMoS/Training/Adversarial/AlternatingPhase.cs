using DiTMoS.Networks;

namespace DiTMoS.Training.Adversarial;

/// <summary>Stage 2, second part: iterations of selector epochs with frozen classifiers and classifier epochs with a frozen selector.</summary>
internal sealed class AlternatingPhase : RoutedPhase
{
    private readonly AdversarialOptions _options;
    private readonly AlternatingEpochs _epochs;

    /// <summary>Prepares alternation over networks that are registered already, selector first.</summary>
    public AlternatingPhase(string stage, TrainingContext context, TrainingState state, IReadOnlyList<Network> networks, AdversarialOptions options)
        : base(
            stage,
            options.Iterations * (options.SelectorEpochs + options.ClassifierEpochs),
            context,
            state,
            networks,
            options.Optimization,
            options.SeparateDropoutDraws ? 3 : 1,
            featureGradients: false,
            selects: true)
    {
        _options = options;
        _epochs = new AlternatingEpochs(Backend, options, Optimization.BatchSize, context.ClassWeights, context.RowWeights, context.Cancellation);
    }

    /// <inheritdoc/>
    public override float Train(int epoch)
    {
        int perIteration = _options.SelectorEpochs + _options.ClassifierEpochs;
        int iteration = epoch / perIteration;
        int within = epoch % perIteration;
        if (within < _options.SelectorEpochs)
        {
            float rate = Optimization.LearningRateOf((iteration * _options.SelectorEpochs) + within, _options.Iterations * _options.SelectorEpochs);
            return _epochs.Selector(Input(epoch, rate));
        }

        within -= _options.SelectorEpochs;
        float learningRate = Optimization.LearningRateOf((iteration * _options.ClassifierEpochs) + within, _options.Iterations * _options.ClassifierEpochs);
        return _epochs.Classifiers(Input(epoch, learningRate));
    }
}
