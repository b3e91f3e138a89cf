using DiTMoS.Networks;

namespace DiTMoS.Streaming;

/// <summary>Makes decisions of windows that follow each other. Nothing is allocated behind the constructor.</summary>
internal sealed class DecisionSmoother
{
    private readonly StreamPlan _plan;
    private readonly float[] _scores;                   // (K)
    private readonly int[] _labels;                     // of the last windows, a ring
    private int _windows;                               // that had an answer, up to the ring's length
    private int _next;                                  // in the ring
    private int _accepted;                              // the class that was accepted last, -1 for none
    private int _quiet;                                 // samples until one may be accepted again

    /// <summary>Prepares smoothing.</summary>
    /// <param name="plan">The stream.</param>
    /// <param name="classes">Classes, K.</param>
    public DecisionSmoother(StreamPlan plan, int classes)
    {
        _plan = plan;
        _scores = new float[classes];
        _labels = new int[plan.Options.SmoothingWindows];
        Reset();
    }

    /// <summary>The scores of the last decision, shape (K).</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>Forgets all windows.</summary>
    public void Reset()
    {
        Array.Clear(_scores);
        _windows = 0;
        _next = 0;
        _accepted = -1;
        _quiet = 0;
    }

    /// <summary>Decides on the next window.</summary>
    /// <param name="start">Its first sample.</param>
    /// <param name="route">Its classifier; -1 where it has no answer.</param>
    /// <param name="probabilities">What the model says of it, shape (K).</param>
    public StreamingDecision Decide(long start, int route, ReadOnlySpan<float> probabilities)
    {
        _quiet = Math.Max(0, _quiet - _plan.Hop);
        if (route < 0)
        {
            return new StreamingDecision { Start = start, Outcome = StreamingOutcome.NotFinite, Label = -1, WindowLabel = -1, Route = -1 };
        }

        int newest = Logits.IndexOfMaximum(probabilities);
        Smooth(probabilities, newest);
        int label = Choose(newest);
        StreamingOutcome outcome = _scores[label] < _plan.Options.RejectBelow ? StreamingOutcome.LowConfidence : _quiet > 0 ? StreamingOutcome.Refractory : StreamingOutcome.Accepted;
        if (outcome == StreamingOutcome.Accepted)
        {
            _accepted = label;
            _quiet = _plan.Refractory;
        }

        return new StreamingDecision { Start = start, Outcome = outcome, Label = label, Score = _scores[label], WindowLabel = newest, Route = route };
    }

    private void Smooth(ReadOnlySpan<float> probabilities, int newest)
    {
        _labels[_next] = newest;
        _next = (_next + 1) % _labels.Length;
        bool first = _windows == 0;
        _windows = Math.Min(_windows + 1, _labels.Length);
        if (_plan.Options.Smoothing == SmoothingKind.Majority)
        {
            for (int k = 0; k < _scores.Length; k++)
            {
                _scores[k] = (float)_labels.AsSpan(0, _windows).Count(k) / _windows;
            }

            return;
        }

        float weight = first || _plan.Options.Smoothing == SmoothingKind.None ? 1 : _plan.Options.SmoothingWeight;
        for (int k = 0; k < _scores.Length; k++)
        {
            _scores[k] = weight == 1 ? probabilities[k] : _scores[k] + (weight * (probabilities[k] - _scores[k]));
        }
    }

    /// <summary>The class of the largest score, unless the one that was accepted last is too near.</summary>
    private int Choose(int newest)
    {
        int best = Logits.IndexOfMaximum(_scores);
        best = _plan.Options.Smoothing == SmoothingKind.Majority && _scores[newest] == _scores[best] ? newest : best;
        bool holds = _accepted >= 0 && _plan.Options.SwitchMargin > 0 && _scores[best] < _scores[_accepted] + _plan.Options.SwitchMargin;
        return holds ? _accepted : best;
    }
}
