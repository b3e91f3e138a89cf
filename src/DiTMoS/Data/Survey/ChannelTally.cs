namespace DiTMoS.Data.Survey;

/// <summary>Counts what a survey tells of one channel.</summary>
internal sealed class ChannelTally(string name, string? unit)
{
    // A sensor that hits its limits in more than one of a hundred samples, or holds a value for longer than this, is worth a look.
    private const double SaturatedShare = 0.01;
    private const long LongHold = 100;
    private const double HeldShare = 0.001;

    // A signal does not rise for so long without falling once.
    private const long LongRise = 50;

    private long _count;
    private long _missing;
    private double _mean;
    private double _squares;
    private float _minimum = float.PositiveInfinity;
    private float _maximum = float.NegativeInfinity;
    private long _atMinimum;
    private long _atMaximum;
    private long _longestHold;
    private long _rises;
    private bool _isRising = true;
    private bool _isWhole = true;

    public void Add(ReadOnlySpan<float> samples)
    {
        long hold = 0;
        float last = float.NaN;
        foreach (float sample in samples)
        {
            if (!float.IsFinite(sample))
            {
                _missing++;
                hold = 0;
                continue;
            }

            _count++;
            double difference = sample - _mean;                 // Welford: one pass, no cancellation
            _mean += difference / _count;
            _squares += difference * (sample - _mean);
            _isWhole &= sample == MathF.Round(sample);
            hold = sample == last ? hold + 1 : 1;
            _isRising &= !(sample <= last);                     // the first of a recording has none before it
            _rises += sample > last ? 1 : 0;
            last = sample;
            _longestHold = Math.Max(_longestHold, hold);
            CountLimits(sample);
        }
    }

    public ChannelSurvey Finish()
    {
        double atLimits = _count == 0 ? 0 : (double)(_atMinimum + _atMaximum) / _count;
        return new ChannelSurvey
        {
            Name = name,
            Unit = unit,
            Missing = _missing,
            Minimum = _count == 0 ? 0 : _minimum,
            Maximum = _count == 0 ? 0 : _maximum,
            Mean = _mean,
            StandardDeviation = _count == 0 ? 0 : Math.Sqrt(_squares / _count),
            ShareAtLimits = atLimits,
            LongestHold = _longestHold,
            Suspicions = [.. Suspect(atLimits)],
        };
    }

    private IEnumerable<string> Suspect(double atLimits)
    {
        if (_count == 0)
        {
            yield return "no sample is a finite number";
            yield break;
        }

        if (_missing > 0)
        {
            yield return FormattableString.Invariant($"{_missing} samples are missing or infinite");
        }

        if (_minimum == _maximum)
        {
            yield return FormattableString.Invariant($"never changes from {_minimum}");
            yield break;
        }

        if (_isRising && _rises >= LongRise)
        {
            yield return "rises with every sample: it may be time or a counter, which is no signal";
        }

        // Whole numbers of a small range meet their limits by chance.
        if (atLimits > SaturatedShare && !(_isWhole && _maximum - _minimum < 1 / SaturatedShare))
        {
            yield return FormattableString.Invariant($"{100 * atLimits:0.#} % of the samples lie at its limits, {_minimum} and {_maximum}: it may saturate");
        }

        if (_longestHold >= LongHold && _longestHold > HeldShare * _count)
        {
            yield return FormattableString.Invariant($"holds one value for {_longestHold} samples: it may hang");
        }
    }

    private void CountLimits(float sample)
    {
        if (sample < _minimum)
        {
            (_minimum, _atMinimum) = (sample, 0);
        }

        if (sample > _maximum)
        {
            (_maximum, _atMaximum) = (sample, 0);
        }

        _atMinimum += sample == _minimum ? 1 : 0;
        _atMaximum += sample == _maximum ? 1 : 0;
    }
}
