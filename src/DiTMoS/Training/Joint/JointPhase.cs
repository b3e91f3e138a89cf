using System.Runtime.InteropServices;
using DiTMoS.Networks;

namespace DiTMoS.Training.Joint;

/// <summary>Trains selector and classifiers at the same time as a mixture of experts.</summary>
internal sealed class JointPhase : RoutedPhase
{
    private readonly JointOptions _options;
    private readonly MixtureObjective _objective;
    private readonly Network? _teacher;
    private readonly int[] _subsetOfRow;
    private readonly int[] _subsets;
    private readonly int[] _labels;
    private readonly int[] _batchSubsets;
    private readonly float[] _batchTeacher;
    private float[] _teacherLogits = [];

    /// <summary>Prepares joint training.</summary>
    /// <param name="stage">What it is called.</param>
    /// <param name="context">The run.</param>
    /// <param name="state">Where optimisers and averages are kept.</param>
    /// <param name="networks">Registered already, selector first.</param>
    /// <param name="subsets">For each training row its subset.</param>
    /// <param name="teacher">The strong model, for distillation; null for none.</param>
    /// <param name="options">The phase's options.</param>
    public JointPhase(string stage, TrainingContext context, TrainingState state, IReadOnlyList<Network> networks, int[] subsets, Network? teacher, JointOptions options)
        : base(stage, options.Epochs, context, state, networks, options.Optimization, heads: 1, options.FeatureGradients, selects: true)
    {
        _options = options;
        int batch = options.Optimization.BatchSize;
        bool hasBase = networks[0].Spec.Outputs > networks.Count - 1;
        _objective = new MixtureObjective(batch, networks.Count - 1, context.Classes, hasBase, context.ClassWeights) { WindowWeights = context.RowWeights is null ? null : new float[batch] };
        _teacher = options.Distillation > 0 ? teacher : null;
        _subsets = subsets;
        _subsetOfRow = new int[context.Labels.Length];
        _labels = new int[batch];
        _batchSubsets = new int[batch];
        _batchTeacher = _teacher == null ? [] : new float[batch * context.Classes];
    }

    /// <inheritdoc/>
    public override float Train(int epoch)
    {
        Prepare();
        EpochInput input = Input(epoch, Optimization.LearningRateOf(epoch, Epochs));
        float guidance = epoch < _options.GuidanceEpochs ? 1 - (epoch / (float)_options.GuidanceEpochs) : 0;
        int size = Optimization.BatchSize;
        double loss = 0;
        for (int at = 0; at < input.Order.Length; at += size)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> rows = input.Order.AsSpan(at, Math.Min(size, input.Order.Length - at));
            Gather(rows);
            ulong key = input.StepKey(at);
            Backend.Load(input.Samples, rows, input.Augmentation);
            Backend.ForwardSelector(new PassMode(Training: true, key));
            Backend.ForwardClassifiers(new PassMode(Training: true, key));
            ReadOnlySpan<int> labels = MemoryMarshal.CreateReadOnlySpan(ref _labels[0], rows.Length);
            ReadOnlySpan<float> teacher = _batchTeacher.AsSpan(0, _teacher == null ? 0 : rows.Length * Context.Classes);
            loss += rows.Length * _objective.Compute(Backend, labels, _batchSubsets, guidance, Optimization.LabelSmoothing, teacher, _options);
            Backend.StepClassifiers(input.LearningRate);
            Backend.StepSelector(input.LearningRate, _options.FeatureGradients);
        }

        return (float)(loss / input.Order.Length);
    }

    // What depends on earlier phases, once; a resumed run comes here first as well.
    private void Prepare()
    {
        for (int i = 0; i < Context.Train.Length; i++)
        {
            _subsetOfRow[Context.Train[i]] = _subsets[i];
        }

        if (_teacher != null && _teacherLogits.Length == 0)
        {
            _teacherLogits = new NetworkScorer(_teacher, Context.Team).Logits(Context.StrongSamples, Enumerable.Range(0, Context.Labels.Length).ToArray());
        }
    }

    private void Gather(ReadOnlySpan<int> rows)
    {
        int classes = Context.Classes;
        for (int b = 0; b < rows.Length; b++)
        {
            _labels[b] = Context.Labels[rows[b]];
            _batchSubsets[b] = _subsetOfRow[rows[b]];
            if (_objective.WindowWeights is { } weights)
            {
                weights[b] = Context.RowWeights![rows[b]];
            }

            if (_teacher != null)
            {
                _teacherLogits.AsSpan(rows[b] * classes, classes).CopyTo(_batchTeacher.AsSpan(b * classes));
            }
        }
    }
}
