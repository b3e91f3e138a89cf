using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training.Augmentation;
using DiTMoS.Training.Baselines;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training;

/// <summary>Trains one network by cross-entropy, or by a teacher as well: the strong model, and the baselines.</summary>
internal sealed class SingleNetworkPhase : TrainingPhase
{
    private readonly TrainingContext _context;
    private readonly Network _network;
    private readonly OptimizationOptions _optimization;
    private readonly BatchLoader _loader;
    private readonly NetworkPass _pass;
    private readonly Optimizer _optimizer;
    private readonly WeightAverage _average;
    private readonly BestEpoch _best;
    private readonly NetworkScorer _scorer;
    private readonly WindowAugmentation? _augmentation;
    private readonly DistillationObjective? _distillation;

    /// <summary>Prepares training of <paramref name="network"/> over the context's training rows.</summary>
    public SingleNetworkPhase(
        string stage, TrainingContext context, TrainingState state, Network network, OptimizationOptions optimization, int epochs, DistillationObjective? distillation = null)
        : base(stage, epochs)
    {
        _distillation = distillation;
        _context = context;
        _network = state.Add(stage, network);
        _optimization = optimization;
        _loader = new BatchLoader(optimization.BatchSize, context.Channels, context.Length);
        _pass = new NetworkPass(network, optimization.BatchSize, gradients: true);
        _optimizer = state.Add($"{stage}.optimizer", optimization.Create(network.Values.Length));
        _average = new WeightAverage(state, stage, network, optimization.AverageDecay);
        _best = new BestEpoch(state, stage, [_average.Average]);
        _scorer = new NetworkScorer(_average.Average, context.Team);
        _augmentation = context.CreateAugmentation();
    }

    /// <inheritdoc/>
    public override double CostPerEpoch => 3.0 * _network.Spec.Macs * _context.Train.Length;

    /// <inheritdoc/>
    public override void Begin() => _average.Restart();

    /// <inheritdoc/>
    public override float Train(int epoch)
    {
        if (_optimization.ResetEveryEpoch)
        {
            _optimizer.Reset();
        }

        int classes = _context.Classes;
        int[] order = _context.Order(Stage, epoch, _context.Train);
        var input = new EpochInput(_context.Samples, _context.Labels, order, _optimization.LearningRateOf(epoch, Epochs), _context.Key(Stage, epoch));
        _augmentation?.Begin(Stage, epoch);
        double loss = 0;
        for (int at = 0; at < order.Length; at += _optimization.BatchSize)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> rows = order.AsSpan(at, Math.Min(_optimization.BatchSize, order.Length - at));
            _loader.Load(_context.Samples, rows, _augmentation);
            _pass.Forward(_loader.Batch, training: true, null, input.StepKey(at), team: _context.Team);
            Span<float> gradients = _pass.LogitGradients();
            gradients.Clear();
            for (int b = 0; b < rows.Length; b++)
            {
                int label = _context.Labels[rows[b]];
                float own = _context.WeightOf(rows[b]);
                float weight = own / rows.Length;
                loss += own * Loss(rows[b], _pass.Logits().Slice(b * classes, classes), label, weight, gradients.Slice(b * classes, classes));
            }

            _pass.Backward(team: _context.Team);
            _optimizer.Step(_network.Values, _pass.Gradients, input.LearningRate);
            _average.Step();
        }

        return (float)(loss / order.Length);
    }

    /// <inheritdoc/>
    public override (float? Accuracy, float? Union) Evaluate()
    {
        if (_context.Selection.Length == 0 || !_context.KeepsBestEpoch)
        {
            return (null, null);
        }

        float accuracy = Accuracy();
        _best.Offer(accuracy);
        return (accuracy, null);
    }

    /// <inheritdoc/>
    public override void End()
    {
        _best.Restore();
        _average.Adopt();
    }

    private float Loss(int row, ReadOnlySpan<float> logits, int label, float weight, Span<float> gradient) => _distillation is { } distillation
        ? distillation.Add(row, logits, label, weight, _optimization.LabelSmoothing, gradient)
        : SoftmaxLosses.CrossEntropy(logits, label, weight, _optimization.LabelSmoothing, gradient);

    private float Accuracy()
    {
        float[] logits = _scorer.Logits(_context.Samples, _context.Selection);
        int classes = _context.Classes;
        int right = 0;
        for (int i = 0; i < _context.Selection.Length; i++)
        {
            ReadOnlySpan<float> row = logits.AsSpan(i * classes, classes);
            right += Logits.IndexOfMaximum(row) == _context.Labels[_context.Selection[i]] ? 1 : 0;
        }

        return right / (float)_context.Selection.Length;
    }
}
