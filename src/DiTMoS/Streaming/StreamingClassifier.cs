using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;

namespace DiTMoS.Streaming;

/// <summary>Classifies a stream, sample by sample: the samples that recordings have go in, decisions come out. Pushing allocates nothing.</summary>
/// <remarks>
/// <para>
/// Samples are brought to the rate of the model's windows, their axes are turned, windows are cut, features computed and normalised as the model's front end says
/// (<see cref="WindowModel.FrontEnd"/>). A window gives what <see cref="WindowScorer"/> gives for the same window of a recording, bit for bit; then windows that follow each other are smoothed.
/// </para>
/// <para>
/// Where samples arrive faster than windows have them, a new sample waits for 51 more of its rate: it is a weighted sum of those around it. A recording's end, beyond which <see cref="Data.Recordings.Load"/>
/// continues it, has no like here: the last windows that it would give do not come.
/// </para>
/// <para>A model that does not know its front end is pushed what its windows hold, a value of each channel at a time. For one thread. The weights are those that the model had when the classifier was made.</para>
/// </remarks>
/// <example>
/// <code>
/// var classifier = new StreamingClassifier(model, new StreamingOptions { HopSeconds = 0.25, Smoothing = SmoothingKind.Majority, RejectBelow = 0.6f });
/// if (classifier.Push(sample, out StreamingDecision decision) &amp;&amp; !decision.IsRejected)
/// {
///     string name = model.ClassNames[decision.Label];
/// }
/// </code>
/// </example>
public sealed class StreamingClassifier
{
    private readonly StreamPlan _plan;
    private readonly Decimator? _decimator;
    private readonly FeatureChain _chain;
    private readonly WindowScorer _scorer;
    private readonly DecisionSmoother _smoother;
    private readonly float[] _slow;                     // (C): a sample at the rate of the windows
    private readonly float[] _ring;                     // (C, L), beginning anywhere
    private readonly float[] _window;                   // (C, L) in order
    private readonly float[] _features;                 // (C', L')
    private readonly float[] _input;                    // those that the model reads
    private int _at;                                    // where the next sample goes in the ring
    private int _toGo;                                  // samples until the next window is complete
    private long _samples;
    private long _windows;

    /// <summary>Reserves everything that a stream needs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Rate, hop, smoothing and rejection; null for the defaults.</param>
    /// <exception cref="OptionException">An option is out of range, or does not fit the model.</exception>
    public StreamingClassifier(WindowModel model, StreamingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _plan = StreamPlan.Of(model, options ?? new StreamingOptions());
        FeatureShape raw = _plan.Raw;
        _decimator = _plan.Decimation == 1 ? null : new Decimator(_plan.Decimation, raw.Channels);
        _chain = FeatureChain.Create(raw, _plan.Steps);
        _scorer = new WindowScorer(model, capacity: 1);
        _smoother = new DecisionSmoother(_plan, model.Classes);
        _slow = new float[raw.Channels];
        _ring = new float[raw.Channels * raw.Length];
        _window = new float[_ring.Length];
        _features = new float[_chain.Shape.Channels * _chain.Shape.Length];
        _input = new float[model.ChannelNames.Count * _chain.Shape.Length];
        Reset();
    }

    /// <summary>The model.</summary>
    public WindowModel Model { get; }

    /// <summary>The channels of a sample, in the order in which they are pushed.</summary>
    public IReadOnlyList<string> Channels => _plan.RawChannels;

    /// <summary>Samples of a window, at the rate of the windows.</summary>
    public int Window => _plan.Window;

    /// <summary>Samples from the start of a window to the start of the next, at the rate of the windows.</summary>
    public int Hop => _plan.Hop;

    /// <summary>How many samples that are pushed make one of a window.</summary>
    public int Decimation => _plan.Decimation;

    /// <summary>The scores of the K classes behind the last decision, after smoothing; zeros before the first.</summary>
    public ReadOnlySpan<float> Scores => _smoother.Scores;

    /// <summary>The model's probabilities of the K classes for the last window alone; NaN where it had no answer, zeros before the first.</summary>
    public ReadOnlySpan<float> WindowScores => _scorer.Probabilities(0);

    /// <summary>Forgets all samples and decisions, as for another recording.</summary>
    public void Reset()
    {
        _decimator?.Reset();
        _smoother.Reset();
        _at = 0;
        _toGo = _plan.Window;
        _samples = 0;
        _windows = 0;
    }

    /// <summary>Takes one sample of all channels.</summary>
    /// <param name="sample">The values, C of them in the order of <see cref="Channels"/>, in the unit of the recordings that the model was trained on.</param>
    /// <param name="decision">The decision, where there is one.</param>
    /// <returns>Whether the sample completed a window, so that there is a decision.</returns>
    /// <exception cref="ArgumentException">The sample has another number of values.</exception>
    public bool Push(ReadOnlySpan<float> sample, out StreamingDecision decision)
    {
        if (sample.Length != _slow.Length)
        {
            throw new ArgumentException($"A sample must have {_slow.Length} values, one of each channel: {string.Join(", ", Channels)}. Got {sample.Length}.", nameof(sample));
        }

        decision = default;
        if (_decimator is not null && !_decimator.Push(sample, _slow))
        {
            return false;
        }

        Keep(_decimator is null ? sample : _slow);
        if (--_toGo > 0)
        {
            return false;
        }

        _toGo = _plan.Hop;
        decision = Decide();
        return true;
    }

    /// <summary>Takes several samples.</summary>
    /// <param name="samples">The samples, one after another, C values each.</param>
    /// <param name="decisions">Receives the decisions in order; it has room for <see cref="DecisionsFor"/> of them.</param>
    /// <returns>How many decisions there are.</returns>
    /// <exception cref="ArgumentException">The samples are not whole, or <paramref name="decisions"/> has too little room; then nothing is taken.</exception>
    public int Push(ReadOnlySpan<float> samples, Span<StreamingDecision> decisions)
    {
        int channels = _slow.Length;
        if (samples.Length % channels != 0)
        {
            throw new ArgumentException($"Samples must be whole, {channels} values each. Got {samples.Length} values.", nameof(samples));
        }

        int expected = DecisionsFor(samples.Length / channels);
        if (decisions.Length < expected)
        {
            throw new ArgumentException($"There must be room for {expected} decisions. Got room for {decisions.Length}.", nameof(decisions));
        }

        int count = 0;
        for (; !samples.IsEmpty; samples = samples[channels..])
        {
            if (Push(samples[..channels], out StreamingDecision decision))
            {
                decisions[count++] = decision;
            }
        }

        return count;
    }

    /// <summary>How many decisions the next samples will bring.</summary>
    /// <param name="samples">How many samples, at least 0.</param>
    public int DecisionsFor(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        long slow = _decimator?.SamplesFor(samples) ?? samples;
        return slow < _toGo ? 0 : (int)(1 + ((slow - _toGo) / _plan.Hop));
    }

    private void Keep(ReadOnlySpan<float> sample)
    {
        for (int c = 0; c < sample.Length; c++)
        {
            (int channel, int sign) = _plan.Turned[c];
            _ring[(c * _plan.Window) + _at] = sign * sample[channel];
        }

        _at = _at + 1 == _plan.Window ? 0 : _at + 1;
        _samples++;
    }

    private StreamingDecision Decide()
    {
        int length = _plan.Window;
        for (int c = 0; c < _slow.Length; c++)
        {
            ReadOnlySpan<float> ring = _ring.AsSpan(c * length, length);
            Span<float> window = _window.AsSpan(c * length, length);
            ring[_at..].CopyTo(window);
            ring[.._at].CopyTo(window[(length - _at)..]);
        }

        _chain.Compute(_window, _features, (int)(_windows++ % int.MaxValue));
        int values = _chain.Shape.Length;
        for (int c = 0; c < _plan.Picked.Count; c++)
        {
            _features.AsSpan(_plan.Picked[c] * values, values).CopyTo(_input.AsSpan(c * values));
        }

        _scorer.Score(_input, 1);
        return _smoother.Decide(_samples - length, _scorer.Selected(0), _scorer.Probabilities(0));
    }
}
