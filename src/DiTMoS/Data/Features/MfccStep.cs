namespace DiTMoS.Data.Features;

/// <summary>Mel-frequency cepstral coefficients of sound: channels <c>mfcc0</c>, <c>mfcc1</c>, ..., a value per frame.</summary>
/// <remarks>
/// The first <see cref="Coefficients"/> values of the orthonormal DCT-II of a frame's log-mel values, c0 among them.
/// One second of speech at 16,000 Hz gives 13 channels of 49 values. Davis and Mermelstein, "Comparison of parametric
/// representations for monosyllabic word recognition" (IEEE Transactions on Acoustics, Speech and Signal Processing 1980).
/// </remarks>
public sealed record MfccStep : MelStep
{
    /// <summary>Coefficients per frame, in [1, <see cref="MelStep.Filters"/>]. Default 13.</summary>
    public int Coefficients { get; init; } = 13;

    private protected override IEnumerable<string> ValueNames => Enumerable.Range(0, Coefficients).Select(k => FormattableString.Invariant($"mfcc{k}"));

    internal override IFeatureKernel Prepare(FeatureShape input)
    {
        Check(input);
        return new Kernel(new MelFrames(this, input), input.Channels, Filters, Coefficients);
    }

    private protected override void Check(FeatureShape input)
    {
        base.Check(input);
        if (Coefficients < 1 || Coefficients > Filters)
        {
            throw Refused(nameof(Coefficients), $"in [1, {Filters}], as there are {Filters} Filters", Coefficients);
        }
    }

    /// <summary>Row k of the orthonormal DCT-II: s_k cos(pi k (m + 1/2) / M), s_0 = sqrt(1 / M), s_k = sqrt(2 / M); shape (coefficients, filters).</summary>
    internal static double[] Cosines(int filters, int coefficients)
    {
        var table = new double[coefficients * filters];
        for (int k = 0; k < coefficients; k++)
        {
            double scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / filters);
            for (int m = 0; m < filters; m++)
            {
                table[(k * filters) + m] = scale * Math.Cos(Math.PI * k * (m + 0.5) / filters);
            }
        }

        return table;
    }

    private sealed class Kernel(MelFrames frames, int channels, int filters, int coefficients) : IFeatureKernel
    {
        private readonly double[] _logMel = new double[filters];
        private readonly double[] _cosines = Cosines(filters, coefficients);

        public void Compute(ReadOnlySpan<float> input, Span<float> output, int window)
        {
            int length = input.Length / channels;
            SeededRandom? noise = frames.NoiseOf(window);
            for (int c = 0; c < channels; c++)
            {
                frames.Take(input.Slice(c * length, length), noise);
                Span<float> values = output.Slice(c * coefficients * frames.Count, coefficients * frames.Count);
                for (int t = 0; t < frames.Count; t++)
                {
                    frames.Compute(t, _logMel);
                    for (int k = 0; k < coefficients; k++)
                    {
                        values[(k * frames.Count) + t] = (float)Dot(_cosines.AsSpan(k * filters, filters), _logMel);
                    }
                }
            }
        }

        private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += a[i] * b[i];
            }

            return sum;
        }
    }
}
