using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>Scores a few windows at a time with a model, again and again, on the caller's thread and without allocating.</summary>
/// <remarks>
/// <para>Scores are those of <see cref="DiTMoSModel.Score"/>, bit for bit, however many windows are scored together. Only classifiers that a window is routed to are computed, unless all are asked for.</para>
/// <para>For one thread: each thread needs a scorer of its own. The model's weights must not change meanwhile.</para>
/// </remarks>
public sealed class WindowScorer
{
    private readonly LaneBatch _batch;
    private readonly NetworkPass _selector;
    private readonly NetworkPass[] _classifiers;
    private readonly bool _all;
    private readonly float[] _normalized;
    private readonly float[] _logits;
    private readonly int[] _rows;
    private readonly int[] _selected;
    private readonly float[] _routing;                  // (capacity, N)
    private readonly float[] _probabilities;            // (capacity, K)
    private readonly float[] _classifierProbabilities;  // (capacity, N, K)

    /// <summary>Reserves everything that scoring needs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="capacity">The most windows that are scored together, at least 1. Default 64.</param>
    /// <param name="allClassifiers">Whether what every classifier says is wanted, and not only the routed one's answer. Default false.</param>
    public WindowScorer(DiTMoSModel model, int capacity = 64, bool allClassifiers = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Model = model;
        Capacity = capacity;
        NetworkSpec spec = model.Selector.Spec;
        int n = model.Classifiers.Count;
        int k = model.ClassNames.Count;
        _all = allClassifiers;
        _batch = new LaneBatch(capacity, spec.Channels, spec.Length);
        _selector = new NetworkPass(model.Selector, capacity, gradients: false);
        _classifiers = [.. model.Classifiers.Select(c => new NetworkPass(c, capacity, gradients: false))];
        _normalized = new float[spec.Channels * spec.Length];
        _logits = new float[k];
        _rows = [.. Enumerable.Range(0, capacity)];
        _selected = new int[capacity];
        _routing = new float[capacity * n];
        _probabilities = new float[capacity * k];
        _classifierProbabilities = allClassifiers ? new float[capacity * n * k] : [];
    }

    /// <summary>The model.</summary>
    public DiTMoSModel Model { get; }

    /// <summary>The most windows that are scored together.</summary>
    public int Capacity { get; }

    /// <summary>The windows of the last call.</summary>
    public int Count { get; private set; }

    private int Classes => _logits.Length;

    /// <summary>Scores windows; what the last call gave is overwritten.</summary>
    /// <param name="windows">Windows in the recording's own unit, shape (count, C, L). One with a value that is not finite gets no answer.</param>
    /// <param name="count">How many, in [0, <see cref="Capacity"/>].</param>
    /// <exception cref="ArgumentException"><paramref name="windows"/> does not hold that many windows of the model's shape.</exception>
    public void Score(ReadOnlySpan<float> windows, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity);
        int length = _normalized.Length;
        if (windows.Length != count * length)
        {
            throw new ArgumentException($"{count} windows of {Model.Selector.Spec.Channels} channels and {Model.Selector.Spec.Length} samples are {count * length} values. Got {windows.Length}.", nameof(windows));
        }

        Count = count;
        if (count == 0)
        {
            return;
        }

        _batch.Begin(_rows.AsSpan(0, count));
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> window = windows.Slice(i * length, length);
            _selected[i] = IsFinite(window) ? 0 : -1;
            Model.Normalization.Apply(window, _normalized, Model.Selector.Spec.Length);
            _batch.Set(i, _normalized);
        }

        _selector.Forward(_batch, training: false, null);
        Route();
        for (int c = 0; c < _classifiers.Length; c++)
        {
            if (_all || _selected.AsSpan(0, count).Contains(c))
            {
                _classifiers[c].Forward(_batch, training: false, _selector);
                Read(c);
            }
        }
    }

    /// <summary>The classifier that a window was routed to, in [0, N); -1 where the window has a value that is not finite.</summary>
    /// <param name="index">Which window of the last call.</param>
    public int Selected(int index) => _selected[index];

    /// <summary>The selector's probability of each of the N classifiers; NaN for a window without an answer.</summary>
    /// <param name="index">Which window of the last call.</param>
    public ReadOnlySpan<float> RoutingProbabilities(int index) => _routing.AsSpan(index * _classifiers.Length, _classifiers.Length);

    /// <summary>The routed classifier's probability of each of the K classes, under the model's temperature; NaN for a window without an answer.</summary>
    /// <param name="index">Which window of the last call.</param>
    public ReadOnlySpan<float> Probabilities(int index) => _probabilities.AsSpan(index * Classes, Classes);

    /// <summary>One classifier's probability of each of the K classes; empty unless all classifiers were asked for, NaN for a window without an answer.</summary>
    /// <param name="index">Which window of the last call.</param>
    /// <param name="classifier">Which classifier, in [0, N).</param>
    public ReadOnlySpan<float> ClassifierProbabilities(int index, int classifier) =>
        _all ? _classifierProbabilities.AsSpan(((index * _classifiers.Length) + classifier) * Classes, Classes) : [];

    /// <summary>What all classifiers say of a window, shape (N, K); empty unless all classifiers were asked for.</summary>
    /// <param name="index">Which window of the last call.</param>
    public ReadOnlySpan<float> AllProbabilities(int index) =>
        _all ? _classifierProbabilities.AsSpan(index * _classifiers.Length * Classes, _classifiers.Length * Classes) : [];

    /// <summary>The most probable class of a window, in [0, K); -1 for a window without an answer.</summary>
    /// <param name="index">Which window of the last call.</param>
    public int Predicted(int index) => _selected[index] < 0 ? -1 : Logits.IndexOfMaximum(Probabilities(index));

    private static bool IsFinite(ReadOnlySpan<float> window)
    {
        foreach (float value in window)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    private void Route()
    {
        int n = _classifiers.Length;
        int outputs = _selector.Network.Spec.Outputs;
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<float> logits = _selector.Logits().Slice(i * outputs, n);
            Span<float> routing = _routing.AsSpan(i * n, n);
            if (_selected[i] < 0)
            {
                routing.Fill(float.NaN);
                _probabilities.AsSpan(i * Classes, Classes).Fill(float.NaN);
                continue;
            }

            _selected[i] = Logits.IndexOfMaximum(logits);
            SoftmaxLosses.Softmax(logits, routing);
        }
    }

    private void Read(int classifier)
    {
        int n = _classifiers.Length;
        int outputs = _selector.Network.Spec.Outputs;
        ReadOnlySpan<float> own = _classifiers[classifier].Logits();
        ReadOnlySpan<float> routing = _selector.Logits();
        for (int i = 0; i < Count; i++)
        {
            Span<float> target = _selected[i] == classifier ? _probabilities.AsSpan(i * Classes, Classes)
                : _all ? _classifierProbabilities.AsSpan(((i * n) + classifier) * Classes, Classes)
                : default;
            if (target.IsEmpty)
            {
                continue;
            }

            if (_selected[i] < 0)
            {
                target.Fill(float.NaN);
                continue;
            }

            ReadOnlySpan<float> shared = outputs > n ? routing.Slice((i * outputs) + n, Classes) : default;
            for (int k = 0; k < Classes; k++)
            {
                float logit = own[(i * Classes) + k];
                _logits[k] = (shared.IsEmpty ? logit : logit + shared[k]) / Model.Temperature;
            }

            SoftmaxLosses.Softmax(_logits, target);
            if (_all && _selected[i] == classifier)
            {
                target.CopyTo(_classifierProbabilities.AsSpan(((i * n) + classifier) * Classes));
            }
        }
    }
}
