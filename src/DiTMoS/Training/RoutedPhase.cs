using DiTMoS.Networks;
using DiTMoS.Training.Augmentation;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training;

/// <summary>What all phases that train selector and classifiers together share: backend, averages, measuring and keeping the best epoch.</summary>
internal abstract class RoutedPhase : TrainingPhase
{
    private readonly WeightAverage[] _averages;
    private readonly BestEpoch? _best;
    private readonly RoutedScorer _scorer;

    /// <summary>Prepares a phase over a selector and classifiers that are registered already.</summary>
    /// <param name="stage">What it is called.</param>
    /// <param name="epochs">Epochs.</param>
    /// <param name="context">The run.</param>
    /// <param name="state">Where optimisers and averages are kept.</param>
    /// <param name="networks">Selector first.</param>
    /// <param name="optimization">How weights move.</param>
    /// <param name="heads">Dropout draws per classifier pass.</param>
    /// <param name="featureGradients">Whether gradients flow into shared features.</param>
    /// <param name="selects">Whether the best epoch is kept.</param>
    protected RoutedPhase(
        string stage,
        int epochs,
        TrainingContext context,
        TrainingState state,
        IReadOnlyList<Network> networks,
        OptimizationOptions optimization,
        int heads,
        bool featureGradients,
        bool selects)
        : base(stage, epochs)
    {
        Context = context;
        Optimization = optimization;
        _averages = [.. networks.Select((n, i) => new WeightAverage(state, $"{stage}.{i}", n, optimization.AverageDecay))];
        Backend = context.CreateBackend(networks, optimization, heads, featureGradients, context.Team, _averages);
        int count = 0;
        foreach (Optimizer optimizer in Backend.Optimizers)
        {
            state.Add($"{stage}.optimizer{count++}", optimizer);
        }

        Network[] measured = [.. _averages.Select(a => a.Average)];
        _scorer = new RoutedScorer(measured[0], measured[1..], context.Team);
        _best = selects && context.KeepsBestEpoch && context.Selection.Length > 0 ? new BestEpoch(state, stage, measured) : null;
        Augmentation = context.CreateAugmentation();
    }

    /// <summary>The run.</summary>
    protected TrainingContext Context { get; }

    /// <summary>How weights move.</summary>
    protected OptimizationOptions Optimization { get; }

    /// <summary>Who computes.</summary>
    protected IRoutedBackend Backend { get; }

    /// <summary>Changes of windows; null for none.</summary>
    protected WindowAugmentation? Augmentation { get; }

    /// <inheritdoc/>
    public override double CostPerEpoch =>
        3.0 * Context.Train.Length * (Backend.Selector.Spec.Macs + Backend.Classifiers.Sum(c => (double)c.Spec.Macs));

    /// <inheritdoc/>
    public override void Begin()
    {
        foreach (WeightAverage average in _averages)
        {
            average.Restart();
        }
    }

    /// <inheritdoc/>
    public override (float? Accuracy, float? Union) Evaluate()
    {
        if (Context.Selection.Length == 0)
        {
            return (null, null);
        }

        RoutedScores scores = _scorer.Score(Context.Samples, Context.Selection);
        int right = 0;
        int covered = 0;
        for (int i = 0; i < scores.Count; i++)
        {
            int label = Context.Labels[Context.Selection[i]];
            right += scores.Predicted(i) == label ? 1 : 0;
            for (int c = 0; c < scores.Classifiers; c++)
            {
                if (scores.Predicted(i, c) == label)
                {
                    covered++;
                    break;
                }
            }
        }

        float accuracy = right / (float)scores.Count;
        _best?.Offer(accuracy);
        return (accuracy, covered / (float)scores.Count);
    }

    /// <inheritdoc/>
    public override void End()
    {
        _best?.Restore();
        foreach (WeightAverage average in _averages)
        {
            average.Adopt();
        }
    }

    /// <summary>What epoch <paramref name="epoch"/> runs over; momentum is forgotten first where the options ask for it.</summary>
    protected EpochInput Input(int epoch, float learningRate)
    {
        if (Optimization.ResetEveryEpoch)
        {
            foreach (Optimizer optimizer in Backend.Optimizers)
            {
                optimizer.Reset();
            }
        }

        Augmentation?.Begin(Stage, epoch);
        return new EpochInput(Context.Samples, Context.Labels, Context.Order(Stage, epoch, Context.Train), learningRate, Context.Key(Stage, epoch), Augmentation);
    }
}
