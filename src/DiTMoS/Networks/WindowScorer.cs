using System.Runtime.Intrinsics;
using DiTMoS.Data;
using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>Scores windows with a model, again and again, on the caller's thread and without allocating.</summary>
/// <remarks>
/// <para>
/// Scores are those of <see cref="WindowModel.Score(WindowSet, int)"/>, bit for bit, however many windows are scored together. Only the classifier that a window is routed to is computed, unless all
/// are asked for. A window costs the same alone as among others.
/// </para>
/// <para>For one thread: each thread needs a scorer of its own. The weights are those that the model had when the scorer was made.</para>
/// </remarks>
public sealed class WindowScorer
{
    private readonly ModelPass _pass;
    private readonly bool _all;
    private readonly float[] _logits;
    private readonly int[] _selected;
    private readonly float[] _routing;                  // (capacity, N)
    private readonly float[] _probabilities;            // (capacity, K)
    private readonly float[] _classifierProbabilities;  // (capacity, N, K)

    /// <summary>Reserves everything that scoring needs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="capacity">The most windows that are scored together, at least 1. Default 64.</param>
    /// <param name="allClassifiers">Whether what every classifier says is wanted, and not only the routed one's answer. Default false.</param>
    public WindowScorer(WindowModel model, int capacity = 64, bool allClassifiers = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Model = model;
        Capacity = capacity;
        _pass = model.CreatePass();
        int n = _pass.Classifiers;
        int k = model.Classes;
        _all = allClassifiers;
        _logits = new float[k];
        _selected = new int[capacity];
        _routing = new float[capacity * n];
        _probabilities = new float[capacity * k];
        _classifierProbabilities = allClassifiers ? new float[capacity * n * k] : [];
    }

    /// <summary>The model.</summary>
    public WindowModel Model { get; }

    /// <summary>The most windows that are scored together.</summary>
    public int Capacity { get; }

    /// <summary>Classifiers that a window can be routed to, N; 1 for an ensemble, which answers as one.</summary>
    public int Classifiers => _pass.Classifiers;

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
        int length = Model.Channels * Model.Length;
        if (windows.Length != count * length)
        {
            throw new ArgumentException($"{count} windows of {Model.Channels} channels and {Model.Length} samples are {count * length} values. Got {windows.Length}.", nameof(windows));
        }

        Count = count;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> window = windows.Slice(i * length, length);
            if (IsFinite(window))
            {
                ScoreOne(window, i);
            }
            else
            {
                Refuse(i);
            }
        }
    }

    /// <summary>The classifier that a window was routed to, in [0, N); -1 where the window has a value that is not finite.</summary>
    /// <param name="index">Which window of the last call.</param>
    public int Selected(int index) => _selected[index];

    /// <summary>The selector's probability of each of the N classifiers; NaN for a window without an answer.</summary>
    /// <param name="index">Which window of the last call.</param>
    public ReadOnlySpan<float> RoutingProbabilities(int index) => _routing.AsSpan(index * Classifiers, Classifiers);

    /// <summary>The routed classifier's, or the ensemble's, probability of each of the K classes, under the model's temperature; NaN for a window without an answer.</summary>
    /// <param name="index">Which window of the last call.</param>
    public ReadOnlySpan<float> Probabilities(int index) => _probabilities.AsSpan(index * Classes, Classes);

    /// <summary>One classifier's probability of each of the K classes; empty unless all classifiers were asked for, NaN for a window without an answer.</summary>
    /// <param name="index">Which window of the last call.</param>
    /// <param name="classifier">Which classifier, in [0, N).</param>
    public ReadOnlySpan<float> ClassifierProbabilities(int index, int classifier) =>
        _all ? _classifierProbabilities.AsSpan(((index * Classifiers) + classifier) * Classes, Classes) : [];

    /// <summary>What all classifiers say of a window, shape (N, K); empty unless all classifiers were asked for.</summary>
    /// <param name="index">Which window of the last call.</param>
    public ReadOnlySpan<float> AllProbabilities(int index) =>
        _all ? _classifierProbabilities.AsSpan(index * Classifiers * Classes, Classifiers * Classes) : [];

    /// <summary>The most probable class of a window, in [0, K); -1 for a window without an answer.</summary>
    /// <param name="index">Which window of the last call.</param>
    public int Predicted(int index) => _selected[index] < 0 ? -1 : Logits.IndexOfMaximum(Probabilities(index));

    private static bool IsFinite(ReadOnlySpan<float> window)
    {
        Vector256<float> limit = Vector256.Create(float.PositiveInfinity);
        int i = 0;
        for (; i <= window.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            if (!Vector256.LessThanAll(Vector256.Abs(Vector256.Create(window[i..])), limit))
            {
                return false;
            }
        }

        for (; i < window.Length; i++)
        {
            if (!float.IsFinite(window[i]))
            {
                return false;
            }
        }

        return true;
    }

    private void ScoreOne(ReadOnlySpan<float> window, int index)
    {
        int n = Classifiers;
        Model.Normalization.Apply(window, _pass.Window, Model.Length);
        ReadOnlySpan<float> routing = _pass.Route();
        int selected = Logits.IndexOfMaximum(routing);
        _selected[index] = selected;
        SoftmaxLosses.Softmax(routing, _routing.AsSpan(index * n, n));
        Span<float> answer = _probabilities.AsSpan(index * Classes, Classes);
        if (!_all)
        {
            Classify(selected, answer);
            return;
        }

        Span<float> all = _classifierProbabilities.AsSpan(index * n * Classes, n * Classes);
        for (int c = 0; c < n; c++)
        {
            Classify(c, all.Slice(c * Classes, Classes));
        }

        all.Slice(selected * Classes, Classes).CopyTo(answer);
    }

    private void Classify(int classifier, Span<float> probabilities)
    {
        _pass.Classify(classifier, _logits);
        for (int k = 0; k < _logits.Length; k++)
        {
            _logits[k] /= Model.Temperature;
        }

        SoftmaxLosses.Softmax(_logits, probabilities);
    }

    private void Refuse(int index)
    {
        int n = Classifiers;
        _selected[index] = -1;
        _routing.AsSpan(index * n, n).Fill(float.NaN);
        _probabilities.AsSpan(index * Classes, Classes).Fill(float.NaN);
        if (_all)
        {
            _classifierProbabilities.AsSpan(index * n * Classes, n * Classes).Fill(float.NaN);
        }
    }
}
