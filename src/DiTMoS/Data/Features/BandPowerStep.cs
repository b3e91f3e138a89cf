using System.Numerics;

namespace DiTMoS.Data.Features;

/// <summary>The power of frequency bands, as brain rhythms are measured: a channel per channel and band, such as <c>Fz_alpha</c>, a value per frame.</summary>
/// <remarks>
/// A frame loses its mean, is multiplied with the symmetric Hann function w, and padded with zeros to a power of two, N.
/// Its density, 2 |X[k]|^2 / (rate * sum of w^2), half of that at 0 and at half the rate, summed over the band's
/// frequencies times rate / N, is the band's power in the channel's unit squared; the value is ln(power + <see cref="LogFloor"/>).
/// The modified periodogram of Welch, "The use of fast Fourier transform for the estimation of power spectra" (IEEE
/// Transactions on Audio and Electroacoustics 1967), whose frames are kept apart here and not averaged.
/// </remarks>
public sealed record BandPowerStep : FeatureStep
{
    /// <summary>The bands, at least one. Default: delta 0.5-4 Hz, theta 4-8, alpha 8-13, beta 13-30, gamma 30-45.</summary>
    public IReadOnlyList<FrequencyBand> Bands { get; init; } =
    [
        new("delta", 0.5, 4), new("theta", 4, 8), new("alpha", 8, 13), new("beta", 13, 30), new("gamma", 30, 45),
    ];

    /// <summary>Samples per frame, in [4, 65536] and at most a window's; null for whole windows. Default null.</summary>
    public int? FrameLength { get; init; }

    /// <summary>Samples from the start of a frame to the start of the next, at least 1; null for half a frame. Default null.</summary>
    public int? Hop { get; init; }

    /// <summary>What is added before the logarithm, over 0, in the channel's unit squared. Default 1e-6.</summary>
    public double LogFloor { get; init; } = 1e-6;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Framing framing = Check(input);
        RequireChannels((long)input.Channels * Bands.Count);
        string[] names = input.ChannelNames is ["0"]                                         // a channel without a name
            ? [.. Bands.Select(band => band.Name)]
            : [.. input.ChannelNames.SelectMany(channel => Bands.Select(band => $"{channel}_{band.Name}"))];
        RequireDistinct(nameof(Bands), names);
        return new FeatureShape(names, framing.CountIn(input.Length), input.SampleRateHz / framing.Hop);
    }

    internal override IFeatureKernel Prepare(FeatureShape input)
    {
        Framing framing = Check(input);
        double rate = RateOf(input);
        int fftSize = FftSizeOf(framing);
        var spectrum = new RealSpectrum(framing.Length, fftSize, WindowFunction.Hann);
        return new Kernel(framing, input.Channels, input.Length, spectrum, [.. Bands.Select(band => BinsOf(band, rate, fftSize))], 1 / (fftSize * spectrum.WindowEnergy), LogFloor);
    }

    /// <summary>How the power of a frame's bins is summed to that of its bands.</summary>
    internal (Framing Framing, int FftSize, (int FirstBin, IReadOnlyList<double> Weights)[] Bands) FiltersFor(FeatureShape input)
    {
        Framing framing = Check(input);
        int fftSize = FftSizeOf(framing);
        double scale = 1 / (fftSize * RealSpectrum.WindowTable(framing.Length, WindowFunction.Hann).Sum(w => w * w));
        return (framing, fftSize, [.. Bands.Select(band =>
        {
            (int first, int end) = BinsOf(band, RateOf(input), fftSize);
            return (first, (IReadOnlyList<double>)[.. Enumerable.Range(first, end - first).Select(k => k == 0 || k == fftSize / 2 ? scale : 2 * scale)]);
        })]);
    }

    /// <summary>Whether bands and options are the same.</summary>
    public bool Equals(BandPowerStep? other) =>
        other is not null && FrameLength == other.FrameLength && Hop == other.Hop && LogFloor.Equals(other.LogFloor) && Bands.SequenceEqual(other.Bands);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FrameLength, Hop, LogFloor, Bands.Count);

    private static int FftSizeOf(Framing framing) => (int)BitOperations.RoundUpToPowerOf2((uint)framing.Length);

    // The bins k with LowestHz <= k * rate / N < HighestHz; the last one too where the band ends at half the rate.
    private static (int First, int End) BinsOf(FrequencyBand band, double rateHz, int fftSize) => (
        (int)Math.Ceiling(band.LowestHz * fftSize / rateHz),
        band.HighestHz >= rateHz / 2 ? (fftSize / 2) + 1 : (int)Math.Ceiling(band.HighestHz * fftSize / rateHz));

    private Framing Check(FeatureShape input)
    {
        double rate = RateOf(input);
        int length = FrameLength ?? input.Length;
        if (length < 4 || length > Math.Min(input.Length, RealSpectrum.LargestFft))
        {
            throw Refused(nameof(FrameLength), $"in [4, {RealSpectrum.LargestFft}] and at most the {input.Length} samples of a window", length);
        }

        if (Hop < 1)
        {
            throw Refused(nameof(Hop), "at least 1", Hop);
        }

        if (!(LogFloor > 0 && double.IsFinite(LogFloor)))
        {
            throw Refused(nameof(LogFloor), "a number over 0", LogFloor);
        }

        var framing = new Framing(length, Hop ?? (length / 2));
        CheckBands(rate, FftSizeOf(framing));
        return framing;
    }

    private void CheckBands(double rate, int fftSize)
    {
        if (Bands is not { Count: > 0 })
        {
            throw Refused(nameof(Bands), "at least one band", null);
        }

        foreach (FrequencyBand band in Bands)
        {
            if (band is not { Name.Length: > 0 } || !(band.LowestHz >= 0 && band.LowestHz < band.HighestHz && band.HighestHz <= rate / 2))
            {
                throw Refused(nameof(Bands), FormattableString.Invariant($"bands with a name, from at least 0 to at most half the sample rate of {rate} Hz, the lowest frequency below the highest"), Shown(band));
            }

            (int first, int end) = BinsOf(band, rate, fftSize);
            if (first >= end)
            {
                throw Refused(nameof(Bands), FormattableString.Invariant($"wide enough to hold a multiple of {rate / fftSize} Hz, which the spectrum of a frame has; or take longer frames"), Shown(band));
            }
        }
    }

    private static string? Shown(FrequencyBand? band) => band is null ? null : FormattableString.Invariant($"'{Text.Shown(band.Name ?? "")}' {band.LowestHz}-{band.HighestHz} Hz");

    private sealed class Kernel(Framing framing, int channels, int length, RealSpectrum spectrum, (int First, int End)[] bands, double scale, double logFloor) : IFeatureKernel
    {
        private readonly double[] _frame = new double[framing.Length];
        private readonly double[] _power = new double[spectrum.Bins];

        public void Compute(ReadOnlySpan<float> input, Span<float> output, int window)
        {
            int frames = framing.CountIn(length);
            for (int c = 0; c < channels; c++)
            {
                for (int t = 0; t < frames; t++)
                {
                    TakeFrame(input.Slice((c * length) + (t * framing.Hop), framing.Length));
                    spectrum.Power(_frame, _power);
                    for (int b = 0; b < bands.Length; b++)
                    {
                        output[(((c * bands.Length) + b) * frames) + t] = (float)Math.Log(PowerOf(bands[b]) + logFloor);
                    }
                }
            }
        }

        private void TakeFrame(ReadOnlySpan<float> samples)
        {
            double mean = 0;
            foreach (float sample in samples)
            {
                mean += sample;
            }

            mean /= samples.Length;
            for (int n = 0; n < samples.Length; n++)
            {
                _frame[n] = samples[n] - mean;
            }
        }

        // A real signal has each frequency twice, but for 0 and half the rate.
        private double PowerOf((int First, int End) band)
        {
            double sum = 0;
            for (int k = band.First; k < band.End; k++)
            {
                sum += k == 0 || k == spectrum.Bins - 1 ? _power[k] : 2 * _power[k];
            }

            return sum * scale;
        }
    }
}
