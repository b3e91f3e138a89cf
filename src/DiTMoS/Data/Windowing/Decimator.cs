namespace DiTMoS.Data.Windowing;

/// <summary>Brings a stream to a whole fraction of its rate, sample by sample: the values that <see cref="Resampler"/> gives for a recording that goes on. Nothing is allocated behind the constructor.</summary>
internal sealed class Decimator
{
    private readonly int _factor;
    private readonly int _channels;
    private readonly double[] _weights;                          // of the samples around a new one, as many before it as behind
    private readonly float[] _ring;                              // (C, 2 taps): each sample twice, so that the last ones always lie side by side
    private long _samples;

    /// <summary>Prepares for a ratio of rates.</summary>
    /// <param name="factor">Old samples per new one, M, at least 2.</param>
    /// <param name="channels">Channels, C.</param>
    public Decimator(int factor, int channels)
    {
        _factor = factor;
        _channels = channels;
        _weights = WeightsOf(factor);
        _ring = new float[channels * 2 * _weights.Length];
    }

    /// <summary>The old samples that a new one waits for.</summary>
    private int Ahead => _weights.Length / 2;

    /// <summary>The weights of the 102 M + 1 samples around a new one: symmetric, of sum 1.</summary>
    public static double[] WeightsOf(int factor) => new Resampler(factor, 1).OnTime();

    /// <summary>Forgets all samples.</summary>
    public void Reset() => _samples = 0;

    /// <summary>How many new samples the next old ones give.</summary>
    public long SamplesFor(long samples) => NewSamplesOf(_samples + samples) - NewSamplesOf(_samples);

    /// <summary>Takes an old sample.</summary>
    /// <param name="sample">Its C values.</param>
    /// <param name="slow">Receives the C values of a new sample.</param>
    /// <returns>Whether there is a new sample.</returns>
    public bool Push(ReadOnlySpan<float> sample, Span<float> slow)
    {
        int taps = _weights.Length;
        int at = (int)(_samples % taps);
        for (int c = 0; c < _channels; c++)
        {
            _ring[(c * 2 * taps) + at] = sample[c];
            _ring[(c * 2 * taps) + taps + at] = sample[c];
        }

        long newest = _samples++;
        if (newest < Ahead || (newest - Ahead) % _factor != 0)
        {
            return false;
        }

        for (int c = 0; c < _channels; c++)
        {
            ReadOnlySpan<float> ring = _ring.AsSpan(c * 2 * taps, 2 * taps);
            slow[c] = (float)(_samples >= taps
                ? Resampler.Dot(ring.Slice(at + 1, taps), _weights)
                : Resampler.DotBeyondEnds(ring[..(int)_samples], _samples - taps, _weights));
        }

        return true;
    }

    private long NewSamplesOf(long samples) => samples <= Ahead ? 0 : 1 + ((samples - 1 - Ahead) / _factor);
}
