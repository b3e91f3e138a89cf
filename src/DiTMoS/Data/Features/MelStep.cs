using System.Numerics;

namespace DiTMoS.Data.Features;

/// <summary>What <see cref="LogMelStep"/> and <see cref="MfccStep"/> share: frames of sound, their power on the mel scale, and its logarithm.</summary>
/// <remarks>
/// Each channel of L samples becomes 1 + (L - <see cref="FrameLength"/>) / <see cref="Hop"/> frames. A frame is multiplied
/// with the window function, padded with zeros to <see cref="FftSize"/>, and its power spectrum |X|^2 is summed under
/// <see cref="Filters"/> triangles of height 1 whose edges are evenly apart on the HTK mel scale; then comes ln(sum + <see cref="LogFloor"/>).
/// The defaults are for speech at 16,000 Hz.
/// </remarks>
public abstract record MelStep : FeatureStep
{
    /// <summary>Samples per frame, in [1, <see cref="FftSize"/>] and at most a window's. Default 480.</summary>
    public int FrameLength { get; init; } = 480;

    /// <summary>Samples from the start of a frame to the start of the next, at least 1. Default 320.</summary>
    public int Hop { get; init; } = 320;

    /// <summary>The length of the Fourier transform, a power of two in [2, 65536]. Default 512.</summary>
    public int FftSize { get; init; } = 512;

    /// <summary>Where the first triangle begins, in hertz, at least 0. Default 20.</summary>
    public double LowestHz { get; init; } = 20;

    /// <summary>Where the last triangle ends, in hertz, above <see cref="LowestHz"/> and at most half the sample rate. Default 7,600.</summary>
    public double HighestHz { get; init; } = 7600;

    /// <summary>The number of triangles, M, at least 1, and few enough that each covers a frequency of the transform. Default 40.</summary>
    public int Filters { get; init; } = 40;

    /// <summary>How much of the sample before is taken from each sample, in [0, 1]: y[n] = x[n] - p x[n - 1], with nothing before the window. Default 0.</summary>
    public double PreEmphasis { get; init; }

    /// <summary>The standard deviation of the noise added to the samples, at least 0; it depends on the number of the window alone. Default 0: none.</summary>
    public double Dither { get; init; }

    /// <summary>What frames are multiplied with. Default <see cref="WindowFunction.Hann"/>, symmetric.</summary>
    public WindowFunction Window { get; init; }

    /// <summary>What is added before the logarithm, over 0. Default 1e-6.</summary>
    public double LogFloor { get; init; } = 1e-6;

    /// <summary>The names of the values of one frame: such as <c>mel0</c>, <c>mel1</c>, ...</summary>
    private protected abstract IEnumerable<string> ValueNames { get; }

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(input);
        string[] values = [.. ValueNames];
        RequireChannels((long)input.Channels * values.Length);
        return new FeatureShape(
            input.Channels == 1 ? values : [.. input.ChannelNames.SelectMany(channel => values.Select(value => $"{channel}_{value}"))],
            new Framing(FrameLength, Hop).CountIn(input.Length),
            input.SampleRateHz / Hop);
    }

    private protected virtual void Check(FeatureShape input)
    {
        if (!BitOperations.IsPow2(FftSize) || FftSize is < 2 or > RealSpectrum.LargestFft)
        {
            throw Refused(nameof(FftSize), $"a power of two in [2, {RealSpectrum.LargestFft}]", FftSize);
        }

        if (FrameLength < 1 || FrameLength > FftSize)
        {
            throw Refused(nameof(FrameLength), $"in [1, {FftSize}], as FftSize is {FftSize}", FrameLength);
        }

        if (FrameLength > input.Length)
        {
            throw Refused(nameof(FrameLength), $"at most the {input.Length} samples of a window", FrameLength);
        }

        if (Hop < 1)
        {
            throw Refused(nameof(Hop), "at least 1", Hop);
        }

        if (!(PreEmphasis is >= 0 and <= 1))
        {
            throw Refused(nameof(PreEmphasis), "in [0, 1]", PreEmphasis);
        }

        if (!(Dither >= 0 && double.IsFinite(Dither)))
        {
            throw Refused(nameof(Dither), "a number of at least 0", Dither);
        }

        if (!Enum.IsDefined(Window))
        {
            throw Refused(nameof(Window), $"one of {string.Join(", ", Enum.GetNames<WindowFunction>())}", Window);
        }

        if (!(LogFloor > 0 && double.IsFinite(LogFloor)))
        {
            throw Refused(nameof(LogFloor), "a number over 0", LogFloor);
        }

        CheckFilters(RateOf(input));
    }

    private void CheckFilters(double rateHz)
    {
        if (!(LowestHz >= 0 && LowestHz < HighestHz))
        {
            throw Refused(nameof(LowestHz), FormattableString.Invariant($"at least 0 and below HighestHz, {HighestHz}"), LowestHz);
        }

        if (!(HighestHz <= rateHz / 2))
        {
            throw Refused(nameof(HighestHz), FormattableString.Invariant($"at most half the sample rate of {rateHz} Hz"), HighestHz);
        }

        if (Filters < 1 || Filters > FftSize || CreateFilters(rateHz).HasEmpty)
        {
            throw Refused(nameof(Filters), FormattableString.Invariant($"at least 1, and few enough that each covers a multiple of {rateHz / FftSize} Hz; or raise FftSize"), Filters);
        }
    }

    internal MelFilters CreateFilters(double rateHz) => MelFilters.Create(Filters, LowestHz, HighestHz, rateHz / FftSize, (FftSize / 2) + 1);
}
