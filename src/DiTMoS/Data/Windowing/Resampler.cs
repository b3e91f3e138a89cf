using System.Runtime.Intrinsics;

namespace DiTMoS.Data.Windowing;

/// <summary>Brings samples from one rate to another: each new sample is a weighted sum of the old ones around its time.</summary>
/// <remarks>
/// The weights are those of an ideal low-pass, shortened by a Kaiser window: flat to 0.9 of the lower of the two Nyquist frequencies, and 80 dB down from
/// that frequency on (Oppenheim and Schafer, "Discrete-Time Signal Processing", filter design by windowing). They sum to 1 for every new sample, so that
/// a constant stays what it is. New sample n stands at the time n / to. Where the two rates are as L to M, the L sets of weights repeat and are kept, as
/// long as they are few; else they are computed at each sample's own time, so that no ratio needs more memory and none drifts.
/// Beyond its ends a recording goes on as its mirror image, turned around its first or last value, so that a slope stays a slope.
/// </remarks>
internal sealed class Resampler
{
    /// <summary>The most that rates may differ by.</summary>
    public const double MostRatio = 10_000;

    private const double Attenuation = 80;                       // dB
    private const double Transition = 0.1;                       // of the lower Nyquist frequency, ending there
    private const double Cutoff = 1 - (Transition / 2);          // its middle
    private const double KaiserBeta = 0.1102 * (Attenuation - 8.7);
    private const int HalfWidth = 51;                            // in samples of the lower rate: (80 - 7.95) / (2.285 * 0.1 pi) / 2
    private const int PointsPerSample = 512;                     // of the stored half of the response; linear between them is right to 2e-6
    private const long MostKeptWeights = 1 << 21;                // 16 MiB

    private static readonly double[] Response = MakeResponse();

    private readonly double _step;                               // old samples per new one
    private readonly double _stretch;                            // old samples per sample of the lower rate
    private readonly int _numerator;                             // M old samples are L new ones; 0 where the weights are not kept
    private readonly double[]?[] _kept;                          // by phase
    private readonly double[] _weights;

    /// <summary>Prepares for two rates.</summary>
    /// <param name="fromHz">The rate of what comes in.</param>
    /// <param name="toHz">The rate of what goes out.</param>
    /// <exception cref="OptionException">The rates differ by more than <see cref="MostRatio"/>.</exception>
    public Resampler(double fromHz, double toHz)
    {
        if (!(fromHz / toHz is >= 1 / MostRatio and <= MostRatio))
        {
            throw new OptionException(FormattableString.Invariant($"{OptionName.Of("Windows.SampleRateHz")} must be at most {MostRatio} times the recordings' own rate of {fromHz} Hz, and at least that part of it. Got {toHz}."));
        }

        _step = fromHz / toHz;
        _stretch = Math.Max(1, _step);
        int taps = (int)(2 * HalfWidth * _stretch) + 3;
        _weights = new double[taps];
        (_numerator, int denominator) = Ratio(_step, MostKeptWeights / taps);
        _kept = new double[]?[denominator];
    }

    /// <summary>How many new samples a number of old ones make: all that stand before their end. ceil(T / step), where nearer than 1e-9 to a whole number, that.</summary>
    public long LengthOf(long length) => (long)Math.Ceiling((length / _step) - (1e-9 * Math.Max(1, length / _step)));

    /// <summary>Brings a recording, its labels and its gaps to the rate. What lies between two gaps is taken by itself.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="toHz">The rate, for the result.</param>
    /// <param name="maximumBytes">The most that the result may hold.</param>
    /// <exception cref="RecordingException">It would hold more.</exception>
    public Recording Resample(Recording recording, double toHz, long maximumBytes)
    {
        int[] starts = [0, .. recording.Gaps];
        var newStarts = new long[starts.Length + 1];
        for (int i = 0; i < starts.Length; i++)
        {
            newStarts[i + 1] = newStarts[i] + LengthOf(EndOf(i) - starts[i]);
        }

        long length = newStarts[^1];
        if (length > Array.MaxLength || length * recording.Samples.Length * sizeof(float) > maximumBytes)
        {
            throw new RecordingException(FormattableString.Invariant($"'{Text.Shown(recording.Name)}': at {toHz} Hz it has {length} samples of {recording.Samples.Length} channels, more than {OptionName.MaximumBytes} ({maximumBytes}) allows. Choose a lower {OptionName.Of("Windows.SampleRateHz")}, or raise it."));
        }

        var samples = new float[recording.Samples.Length][];
        for (int c = 0; c < samples.Length; c++)
        {
            samples[c] = new float[length];
        }

        var labels = new List<LabelledStretch>(recording.Labels.Count);
        int next = 0;                                            // the first stretch that ends behind the part's start
        for (int i = 0; i < starts.Length; i++)
        {
            int end = EndOf(i);
            Convert(recording.Samples, starts[i], end - starts[i], samples, (int)newStarts[i], (int)(newStarts[i + 1] - newStarts[i]));
            for (; next < recording.Labels.Count && recording.Labels[next].Start < end; next++)
            {
                LabelledStretch stretch = recording.Labels[next];
                long from = newStarts[i] + LengthOf(Math.Max(stretch.Start, starts[i]) - starts[i]);
                long to = newStarts[i] + LengthOf(Math.Min(stretch.Start + stretch.Length, end) - starts[i]);
                if (to > from)
                {
                    labels.Add(new LabelledStretch((int)from, (int)(to - from), stretch.ClassName));
                }

                if (stretch.Start + stretch.Length > end)
                {
                    break;                                       // it goes on behind the gap
                }
            }
        }

        return new Recording
        {
            Name = recording.Name,
            Samples = samples,
            SampleRateHz = toHz,
            Labels = labels,
            Gaps = [.. newStarts[1..^1].Select(start => (int)start).Where(start => start > 0 && start < length).Distinct()],
            Subject = recording.Subject,
            Trial = recording.Trial,
            OfficialFold = recording.OfficialFold,
        };

        int EndOf(int part) => part + 1 < starts.Length ? starts[part + 1] : recording.Length;
    }

    /// <summary>Brings one channel to the rate.</summary>
    public float[] Resample(float[] samples)
    {
        var output = new float[LengthOf(samples.Length)];
        Convert([samples], 0, samples.Length, [output], 0, output.Length);
        return output;
    }

    /// <summary>The weights of a new sample that stands at the time of an old one, which is in their middle.</summary>
    public double[] OnTime() => WeightsOf(0, out _).ToArray();

    private void Convert(float[][] input, int start, int count, float[][] output, int outputStart, int outputCount)
    {
        for (int n = 0; n < outputCount; n++)
        {
            ReadOnlySpan<double> weights = WeightsOf(n, out long first);
            for (int c = 0; c < input.Length; c++)
            {
                ReadOnlySpan<float> x = input[c].AsSpan(start, count);
                output[c][outputStart + n] = (float)(first >= 0 && first + weights.Length <= count
                    ? Dot(x.Slice((int)first, weights.Length), weights)
                    : DotBeyondEnds(x, first, weights));
            }
        }
    }

    // The weights of new sample n, of which the first belongs to the old sample `first`.
    private ReadOnlySpan<double> WeightsOf(long n, out long first)
    {
        if (_numerator == 0)
        {
            double time = n * _step;
            double whole = Math.Floor(time);
            first = (long)whole + FirstOf(time - whole);
            return _weights.AsSpan(0, Fill(time - whole, _weights));
        }

        (long quotient, long phase) = Math.DivRem(n * _numerator, _kept.Length);
        double fraction = (double)phase / _kept.Length;
        first = quotient + FirstOf(fraction);
        return _kept[phase] ??= _weights[..Fill(fraction, _weights)];
    }

    private int FirstOf(double fraction) => (int)Math.Ceiling(fraction - (HalfWidth * _stretch));

    // The weights around a time between 0 and 1, beginning with the old sample that FirstOf tells; gives back how many.
    private int Fill(double fraction, double[] weights)
    {
        int first = FirstOf(fraction);
        int count = (int)Math.Floor(fraction + (HalfWidth * _stretch)) - first + 1;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double at = Math.Abs(first + i - fraction) / _stretch * PointsPerSample;
            int point = (int)at;
            double weight = Response[point] + ((at - point) * (Response[point + 1] - Response[point]));
            weights[i] = weight;
            sum += weight;
        }

        for (int i = 0; i < count; i++)
        {
            weights[i] /= sum;
        }

        return count;
    }

    // Always eight lanes, no fused multiply-add, added in one order: the same bits on every processor.
    internal static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<double> weights)
    {
        Vector256<double> low = default;
        Vector256<double> high = default;
        int i = 0;
        for (; i <= x.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.Create(x[i..]));
            low += lower * Vector256.Create(weights[i..]);
            high += upper * Vector256.Create(weights[(i + Vector256<double>.Count)..]);
        }

        Vector256<double> lanes = low + high;
        double sum = lanes[0] + lanes[1] + (lanes[2] + lanes[3]);
        for (; i < x.Length; i++)
        {
            sum += x[i] * weights[i];
        }

        return sum;
    }

    internal static double DotBeyondEnds(ReadOnlySpan<float> x, long first, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        int last = x.Length - 1;
        for (int i = 0; i < weights.Length; i++)
        {
            long at = first + i;
            double value = at < 0 ? (2.0 * x[0]) - x[(int)Math.Min(-at, last)]
                : at > last ? (2.0 * x[last]) - x[(int)Math.Max((2L * last) - at, 0)]
                : x[(int)at];
            sum += value * weights[i];
        }

        return sum;
    }

    // The ratio as M / L with L at most as asked for, exact to the rounding of doubles; (0, 1) where there is none. By continued fractions.
    private static (int Numerator, int Denominator) Ratio(double value, long largest)
    {
        (double p0, double q0, double p1, double q1) = (0, 1, 1, 0);
        double rest = value;
        while (true)
        {
            double whole = Math.Floor(rest);
            (p0, q0, p1, q1) = (p1, q1, (whole * p1) + p0, (whole * q1) + q0);
            if (q1 > largest || p1 > int.MaxValue)
            {
                return (0, 1);
            }

            if (Math.Abs((p1 / q1) - value) <= 1e-15 * value)
            {
                return ((int)p1, (int)q1);
            }

            rest = 1 / (rest - whole);
        }
    }

    // The right half of the response at PointsPerSample points per sample of the lower rate, and two zeros behind it.
    private static double[] MakeResponse()
    {
        var response = new double[(HalfWidth * PointsPerSample) + 2];
        double scale = BesselI0(KaiserBeta);
        for (int i = 0; i <= HalfWidth * PointsPerSample; i++)
        {
            double u = (double)i / PointsPerSample;
            double x = Math.PI * Cutoff * u;
            double sinc = i == 0 ? 1 : Math.Sin(x) / x;
            response[i] = sinc * BesselI0(KaiserBeta * Math.Sqrt(1 - (u / HalfWidth * (u / HalfWidth)))) / scale;
        }

        return response;
    }

    // The modified Bessel function of order 0, by its power series: sum of ((x/2)^k / k!)^2.
    private static double BesselI0(double x)
    {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x / 2 / k * (x / 2 / k);
            sum += term;
        }

        return sum;
    }
}
