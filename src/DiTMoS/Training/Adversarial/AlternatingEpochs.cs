using System.Runtime.InteropServices;

namespace DiTMoS.Training.Adversarial;

/// <summary>One epoch of each kind of the alternating recipe.</summary>
/// <remarks>DiTMoS (PerCom 2024), adversarial training: the selector learns with frozen classifiers, then the classifiers with a frozen selector.</remarks>
internal sealed class AlternatingEpochs
{
    private readonly IRoutedBackend _backend;
    private readonly AdversarialOptions _options;
    private readonly PublishedObjectives _objectives;
    private readonly float[] _components;
    private readonly int[] _labels;
    private readonly int _batch;

    private readonly float[]? _rowWeights;
    private readonly CancellationToken _cancellation;

    /// <summary>Prepares epochs over batches of <paramref name="batch"/> windows.</summary>
    /// <param name="backend">Who computes.</param>
    /// <param name="options">The recipe's choices.</param>
    /// <param name="batch">Windows per step.</param>
    /// <param name="classWeights">The weight of each class in the losses; null for 1.</param>
    /// <param name="rowWeights">The own weight of each row; null for 1.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public AlternatingEpochs(
        IRoutedBackend backend,
        AdversarialOptions options,
        int batch,
        float[]? classWeights = null,
        float[]? rowWeights = null,
        CancellationToken cancellation = default)
    {
        _backend = backend;
        _options = options;
        _batch = batch;
        _objectives = new PublishedObjectives(batch, backend.Classifiers.Count, backend.Classifiers[0].Spec.Outputs, classWeights) { WindowWeights = rowWeights is null ? null : new float[batch] };
        _rowWeights = rowWeights;
        _cancellation = cancellation;
        _components = new float[backend.Classifiers.Count * 4];
        _labels = new int[batch];
    }

    /// <summary>Selector steps over all rows, in the order given.</summary>
    /// <param name="epoch">The windows, their order, the random key and the learning rate.</param>
    /// <returns>The mean loss.</returns>
    public float Selector(in EpochInput epoch)
    {
        double loss = 0;
        for (int at = 0; at < epoch.Order.Length; at += _batch)
        {
            ReadOnlySpan<int> labels = Load(epoch, at);
            _backend.ForwardSelector(new PassMode(Training: true, DropoutKey: epoch.StepKey(at)));
            _backend.ForwardClassifiers(default);
            loss += _objectives.Selector(_backend, labels, _options) * labels.Length;
            _backend.StepSelector(epoch.LearningRate, withFeatureGradients: false);
        }

        return (float)(loss / epoch.Order.Length);
    }

    /// <summary>Classifier steps over all rows, in the order given.</summary>
    /// <param name="epoch">The windows, their order, the random key and the learning rate.</param>
    /// <returns>The mean loss.</returns>
    public float Classifiers(in EpochInput epoch)
    {
        double loss = 0;
        for (int at = 0; at < epoch.Order.Length; at += _batch)
        {
            ReadOnlySpan<int> labels = Load(epoch, at);
            _backend.ForwardSelector(default);
            if (_options.JudgesAsInference)
            {
                _backend.ForwardClassifiers(default);
                _objectives.Judge(_backend, labels);
            }

            _backend.ForwardClassifiers(new PassMode(Training: true, epoch.StepKey(at), _options.StatisticsUpdates));
            if (!_options.JudgesAsInference)
            {
                _objectives.Judge(_backend, labels);
            }

            loss += _objectives.Classifiers(_backend, labels, _options, _components) * labels.Length;
            _backend.StepClassifiers(epoch.LearningRate);
        }

        return (float)(loss / epoch.Order.Length);
    }

    private ReadOnlySpan<int> Load(in EpochInput epoch, int at)
    {
        _cancellation.ThrowIfCancellationRequested();
        ReadOnlySpan<int> rows = epoch.Order.AsSpan(at, Math.Min(_batch, epoch.Order.Length - at));
        _backend.Load(epoch.Samples, rows, epoch.Augmentation);
        for (int b = 0; b < rows.Length; b++)
        {
            _labels[b] = epoch.Labels[rows[b]];
            if (_rowWeights is { } weights)
            {
                _objectives.WindowWeights![b] = weights[rows[b]];
            }
        }

        return MemoryMarshal.CreateReadOnlySpan(ref _labels[0], rows.Length);
    }
}
