using System.Runtime.Intrinsics;

namespace DiTMoS.Data;

/// <summary>Brings each channel to mean 0 and standard deviation 1, with the figures of the windows that it was learnt from.</summary>
public sealed class ChannelNormalization
{
    private readonly double[] _mean;
    private readonly double[] _scale;

    /// <summary>Creates a normalization from its figures.</summary>
    /// <param name="mean">The mean of each channel, C values, in the recording's unit; finite.</param>
    /// <param name="scale">What each channel is multiplied with after its mean is taken away, 1 / standard deviation; C values, finite and above 0.</param>
    /// <exception cref="ArgumentException">The counts differ or are 0, or a value is out of range.</exception>
    public ChannelNormalization(ReadOnlySpan<double> mean, ReadOnlySpan<double> scale)
    {
        if (mean.Length != scale.Length || mean.Length == 0)
        {
            throw new ArgumentException($"There must be one mean and one scale per channel. Got {mean.Length} means and {scale.Length} scales.", nameof(scale));
        }

        for (int c = 0; c < mean.Length; c++)
        {
            if (!double.IsFinite(mean[c]) || !double.IsFinite(scale[c]) || scale[c] <= 0)
            {
                throw new ArgumentException(FormattableString.Invariant($"Channel {c}: the mean must be finite and the scale finite and above 0. Got {mean[c]} and {scale[c]}."), nameof(scale));
            }
        }

        _mean = mean.ToArray();
        _scale = scale.ToArray();
    }

    /// <summary>Channels, C.</summary>
    public int Channels => _mean.Length;

    /// <summary>The mean of each channel, C values.</summary>
    public IReadOnlyList<double> Mean => _mean;

    /// <summary>1 / standard deviation of each channel, C values.</summary>
    public IReadOnlyList<double> Scale => _scale;

    /// <summary>The normalization that changes nothing.</summary>
    /// <param name="channels">Channels, C, at least 1.</param>
    public static ChannelNormalization Identity(int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        var ones = new double[channels];
        Array.Fill(ones, 1.0);
        return new ChannelNormalization(new double[channels], ones);
    }

    /// <summary>Learns mean and standard deviation (of the population: divided by the number of samples) from some of the windows.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="rows">Those to learn from, usually the training part; at least one.</param>
    /// <exception cref="RecordingException">A channel never changes in these rows.</exception>
    public static ChannelNormalization Learn(WindowSet windows, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (rows.IsEmpty)
        {
            throw new ArgumentException("There must be at least one row to learn from.", nameof(rows));
        }

        var mean = new double[windows.Channels];
        var scale = new double[windows.Channels];
        double count = (double)rows.Length * windows.Length;
        for (int c = 0; c < windows.Channels; c++)
        {
            double sum = 0;
            float low = float.PositiveInfinity;
            float high = float.NegativeInfinity;
            foreach (int row in rows)
            {
                foreach (float value in windows.Window(row).Slice(c * windows.Length, windows.Length))
                {
                    sum += value;
                    low = Math.Min(low, value);
                    high = Math.Max(high, value);
                }
            }

            mean[c] = sum / count;
            double squares = 0;
            foreach (int row in rows)
            {
                foreach (float value in windows.Window(row).Slice(c * windows.Length, windows.Length))
                {
                    double d = value - mean[c];
                    squares += d * d;
                }
            }

            scale[c] = 1.0 / Math.Sqrt(squares / count);
            if (low == high || !double.IsFinite(scale[c]) || scale[c] <= 0)
            {
                throw new RecordingException($"'{windows.Source}': channel '{windows.ChannelNames[c]}' must change in the {rows.Length} windows that are trained on, but it has no variance there. Leave it out (--channels), or split otherwise.");
            }
        }

        return new ChannelNormalization(mean, scale);
    }

    /// <summary>Normalizes one window: y[c,t] = (x[c,t] - mean[c]) * scale[c], computed in double.</summary>
    /// <param name="window">The window, shape (C, L).</param>
    /// <param name="destination">Receives the result, shape (C, L); may be the same memory.</param>
    /// <param name="length">Samples per channel, L.</param>
    /// <exception cref="ArgumentException">A span does not hold C * L values.</exception>
    public void Apply(ReadOnlySpan<float> window, Span<float> destination, int length)
    {
        if (window.Length != (long)Channels * length || destination.Length != window.Length)
        {
            throw new ArgumentException($"Both spans must hold {Channels} channels of {length} samples. Got {window.Length} and {destination.Length} values.", nameof(window));
        }

        for (int c = 0; c < _mean.Length; c++)
        {
            Apply(window.Slice(c * length, length), destination.Slice(c * length, length), _mean[c], _scale[c]);
        }
    }

    /// <summary>Normalizes all windows of a set.</summary>
    /// <param name="windows">Windows of as many channels.</param>
    /// <returns>Shape (N, C, L).</returns>
    /// <exception cref="ArgumentException">The set has another number of channels.</exception>
    public float[] ApplyAll(WindowSet windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var samples = new float[windows.Samples.Length];
        for (int i = 0; i < windows.Count; i++)
        {
            Apply(windows.Window(i), samples.AsSpan(i * windows.WindowLength, windows.WindowLength), windows.Length);
        }

        return samples;
    }

    private static void Apply(ReadOnlySpan<float> samples, Span<float> destination, double mean, double scale)
    {
        Vector256<double> means = Vector256.Create(mean);
        Vector256<double> scales = Vector256.Create(scale);
        int i = 0;
        for (; i <= samples.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Create(samples[i..]));
            Vector256.Narrow((low - means) * scales, (high - means) * scales).CopyTo(destination[i..]);
        }

        for (; i < samples.Length; i++)
        {
            destination[i] = (float)((samples[i] - mean) * scale);
        }
    }
}
