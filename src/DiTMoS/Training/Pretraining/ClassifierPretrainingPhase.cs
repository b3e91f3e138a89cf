using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training.Augmentation;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training.Pretraining;

/// <summary>Stage 2, first part: each classifier learns its own subset, all of them at the same time.</summary>
internal sealed class ClassifierPretrainingPhase : TrainingPhase
{
    private readonly TrainingContext _context;
    private readonly OptimizationOptions _optimization;
    private readonly PretrainingOptions _options;
    private readonly Network _selector;
    private readonly int[] _subsets;
    private readonly Pupil[] _pupils;

    /// <summary>Prepares the phase.</summary>
    /// <param name="context">The run.</param>
    /// <param name="state">Where optimisers are kept.</param>
    /// <param name="networks">Registered already, selector first.</param>
    /// <param name="subsets">For each training row the subset it belongs to; filled before <see cref="TrainingPhase.Begin"/>.</param>
    /// <param name="options">The phase's options.</param>
    public ClassifierPretrainingPhase(TrainingContext context, TrainingState state, IReadOnlyList<Network> networks, int[] subsets, PretrainingOptions options)
        : base("pre-training", options.ClassifierEpochs)
    {
        _context = context;
        _options = options;
        _optimization = options.Classifiers;
        _selector = networks[0];
        _subsets = subsets;
        _pupils = [.. networks.Skip(1).Select((n, i) => new Pupil(this, state, n, i))];
    }

    /// <inheritdoc/>
    public override double CostPerEpoch => _context.Train.Length * (_selector.Spec.Macs + (3.0 * _pupils[0].MacsPerWindow));

    /// <inheritdoc/>
    public override float Train(int epoch)
    {
        float rate = _optimization.LearningRateOf(epoch, Epochs);
        _context.Team.Run(_pupils.Length, i => _pupils[i].Train(epoch, rate));
        return (float)(_pupils.Sum(p => p.LossSum) / _context.Train.Length);
    }

    /// <inheritdoc/>
    public override void End()
    {
        if (_options.FeaturesInTrainingMode && Epochs > 0)
        {
            _pupils[^1].SelectorStatistics.CopyTo(_selector.Statistics, 0);     // the authors train one classifier after the other: the last one's batches remain
        }
    }

    // One classifier with its subset, its batch and its own copy of the selector's running statistics.
    private sealed class Pupil
    {
        private readonly ClassifierPretrainingPhase _phase;
        private readonly string _stage;
        private readonly int _index;
        private readonly BatchLoader _loader;
        private readonly Network _selector;
        private readonly NetworkPass _features;
        private readonly NetworkPass _pass;
        private readonly Optimizer _optimizer;
        private readonly WindowAugmentation? _augmentation;

        public Pupil(ClassifierPretrainingPhase phase, TrainingState state, Network classifier, int index)
        {
            _phase = phase;
            _index = index;
            _stage = $"{phase.Stage}.{index}";
            TrainingContext context = phase._context;
            int batch = phase._optimization.BatchSize;
            _loader = new BatchLoader(batch, context.Channels, context.Length);
            _selector = state.Add($"{_stage}.selector", phase._selector.Clone());
            _features = new NetworkPass(_selector, batch, gradients: false);
            _pass = new NetworkPass(classifier, batch, gradients: true);
            _optimizer = state.Add($"{_stage}.optimizer", phase._optimization.Create(classifier.Values.Length));
            _augmentation = context.CreateAugmentation();
        }

        public long MacsPerWindow => _pass.Network.Spec.Macs;

        public double LossSum { get; private set; }

        public float[] SelectorStatistics => _selector.Statistics;

        public void Train(int epoch, float learningRate)
        {
            TrainingContext context = _phase._context;
            OptimizationOptions optimization = _phase._optimization;
            if (optimization.ResetEveryEpoch)
            {
                _optimizer.Reset();
            }

            int[] mine = [.. context.Train.Where((_, i) => _phase._subsets[i] == _index)];
            int[] order = context.Order(_stage, epoch, mine);
            var input = new EpochInput(context.Samples, context.Labels, order, learningRate, context.Key(_stage, epoch));
            _augmentation?.Begin(_stage, epoch);
            int classes = context.Classes;
            LossSum = 0;
            for (int at = 0; at < order.Length; at += optimization.BatchSize)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                ReadOnlySpan<int> rows = order.AsSpan(at, Math.Min(optimization.BatchSize, order.Length - at));
                _loader.Load(context.Samples, rows, _augmentation);
                _features.Forward(_loader.Batch, _phase._options.FeaturesInTrainingMode, null, featuresOnly: true);
                _pass.Forward(_loader.Batch, training: true, _features, input.StepKey(at));
                Span<float> gradients = _pass.LogitGradients();
                gradients.Clear();
                for (int b = 0; b < rows.Length; b++)
                {
                    int label = context.Labels[rows[b]];
                    float weight = context.WeightOf(rows[b]);
                    LossSum += weight * SoftmaxLosses.CrossEntropy(
                        _pass.Logits().Slice(b * classes, classes), label, weight / rows.Length, optimization.LabelSmoothing, gradients.Slice(b * classes, classes));
                }

                _pass.Backward();
                _optimizer.Step(_pass.Network.Values, _pass.Gradients, learningRate);
            }
        }
    }
}
