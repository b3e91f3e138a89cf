using DiTMoS.Data.Features;

namespace DiTMoS.Export.C99.Streams;

/// <summary>What is computed of frames of samples: a spectrum, sums over parts of it, their logarithms, and of those perhaps a cosine transform.</summary>
internal sealed record FrameStage
{
    /// <summary>Where frames lie.</summary>
    public required Framing Framing { get; init; }

    /// <summary>The length of the Fourier transform, N.</summary>
    public required int FftSize { get; init; }

    /// <summary>What a frame is multiplied with; empty for ones.</summary>
    public required float[] Taper { get; init; }

    /// <summary>Whether a frame loses its mean first.</summary>
    public bool RemovesMean { get; init; }

    /// <summary>How much of the sample before is taken from each sample.</summary>
    public float PreEmphasis { get; init; }

    /// <summary>The sums, M: the first frequency of each, and how much it and those behind it count.</summary>
    public required IReadOnlyList<(int FirstBin, IReadOnlyList<double> Weights)> Filters { get; init; }

    /// <summary>What is added before the logarithm.</summary>
    public required float LogFloor { get; init; }

    /// <summary>The cosine transform, (values, M); empty for none.</summary>
    public float[] Cosines { get; init; } = [];

    /// <summary>Values of a frame of one channel.</summary>
    public int Values => Cosines.Length == 0 ? Filters.Count : Cosines.Length / Filters.Count;

    /// <summary>Floats that computing a frame works on: N and one more for the spectrum, M for logarithms.</summary>
    public int WorkFloats => FftSize + 1 + (Cosines.Length == 0 ? 0 : Filters.Count);

    /// <summary>sin(2 pi k / N), as far as cosines and sines up to half a turn reach.</summary>
    public float[] Sines() => [.. Enumerable.Range(0, Math.Max(1, FftSize * 3 / 4)).Select(k => (float)Math.Sin(2 * Math.PI * k / FftSize))];

    /// <summary>Bytes of its tables.</summary>
    public int TableBytes => sizeof(float) * (Taper.Length + Math.Max(1, FftSize * 3 / 4) + Filters.Sum(filter => filter.Weights.Count) + Cosines.Length) + (2 * sizeof(short) * Filters.Count);

    /// <summary>The frames of a step; null for a step that has none.</summary>
    /// <exception cref="OptionException">The step cannot be computed in a stream in C.</exception>
    public static FrameStage? Of(FeatureStep step, FeatureShape input) => step switch
    {
        MelStep mel => Of(mel, input),
        BandPowerStep bands => Of(bands, input),
        _ => null,
    };

    private static FrameStage Of(MelStep mel, FeatureShape input)
    {
        if (mel.Dither > 0)
        {
            throw new OptionException(FormattableString.Invariant($"{OptionName.Of("FrontEnd")} in C: features must have no dither, whose noise is drawn anew for each window. Got {mel.GetType().Name}.Dither {mel.Dither}. Train without it, or deploy without a front end."));
        }

        MelFilters filters = mel.CreateFilters(input.SampleRateHz!.Value);
        return new FrameStage
        {
            Framing = new Framing(mel.FrameLength, mel.Hop),
            FftSize = mel.FftSize,
            Taper = mel.Window == WindowFunction.Rectangular ? [] : Singles(RealSpectrum.WindowTable(mel.FrameLength, mel.Window)),
            PreEmphasis = (float)mel.PreEmphasis,
            Filters = [.. Enumerable.Range(0, filters.Count).Select(m => filters[m])],
            LogFloor = FloorOf(mel.LogFloor),
            Cosines = mel is MfccStep mfcc ? Singles(MfccStep.Cosines(mfcc.Filters, mfcc.Coefficients)) : [],
        };
    }

    private static FrameStage Of(BandPowerStep step, FeatureShape input)
    {
        (Framing framing, int fftSize, (int, IReadOnlyList<double>)[] bands) = step.FiltersFor(input);
        return new FrameStage
        {
            Framing = framing,
            FftSize = fftSize,
            Taper = Singles(RealSpectrum.WindowTable(framing.Length, WindowFunction.Hann)),
            RemovesMean = true,
            Filters = bands,
            LogFloor = FloorOf(step.LogFloor),
        };
    }

    private static float FloorOf(double floor)
    {
        const double Least = 1.2e-38;       // below, single precision has fewer digits
        return floor is >= Least and <= float.MaxValue
            ? (float)floor
            : throw new OptionException(FormattableString.Invariant($"{OptionName.Of("FrontEnd")} in C: LogFloor must be in [{Least}, {float.MaxValue}], single precision. Got {floor}. Train with another, or deploy without a front end."));
    }

    private static float[] Singles(double[] values) => Array.ConvertAll(values, value => (float)value);
}
