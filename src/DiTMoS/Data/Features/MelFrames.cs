namespace DiTMoS.Data.Features;

/// <summary>Log-mel values of a window's frames, one channel after another. One thread at a time; nothing is allocated but for dither.</summary>
internal sealed class MelFrames
{
    private readonly MelStep _step;
    private readonly Framing _framing;
    private readonly RealSpectrum _spectrum;
    private readonly MelFilters _filters;
    private readonly double[] _samples;                 // (L): a channel after dither and pre-emphasis
    private readonly double[] _power;

    /// <summary>Prepares tables and scratch.</summary>
    /// <param name="step">The step, checked against the shape.</param>
    /// <param name="input">The shape of the windows.</param>
    public MelFrames(MelStep step, FeatureShape input)
    {
        _step = step;
        _framing = new Framing(step.FrameLength, step.Hop);
        _spectrum = new RealSpectrum(step.FrameLength, step.FftSize, step.Window);
        _filters = step.CreateFilters(input.SampleRateHz!.Value);
        _samples = new double[input.Length];
        _power = new double[_spectrum.Bins];
        Count = _framing.CountIn(input.Length);
    }

    /// <summary>Frames per window.</summary>
    public int Count { get; }

    /// <summary>Turns to the next channel of a window.</summary>
    /// <param name="channel">The L samples.</param>
    /// <param name="noise">What dither is drawn from; null for none.</param>
    public void Take(ReadOnlySpan<float> channel, SeededRandom? noise)
    {
        double before = 0;
        for (int n = 0; n < channel.Length; n++)
        {
            double sample = noise is null ? channel[n] : channel[n] + (_step.Dither * noise.NextGaussian());
            _samples[n] = sample - (_step.PreEmphasis * before);
            before = sample;
        }
    }

    /// <summary>What a window's dither is drawn from; null where there is none.</summary>
    public SeededRandom? NoiseOf(int window) => _step.Dither > 0 ? new SeededRandom(0, "dither", window) : null;

    /// <summary>The values of one frame.</summary>
    /// <param name="frame">Which, in [0, <see cref="Count"/>).</param>
    /// <param name="logMel">Shape (M); every value is written.</param>
    public void Compute(int frame, Span<double> logMel)
    {
        _spectrum.Power(_samples.AsSpan(frame * _framing.Hop, _framing.Length), _power);
        _filters.Apply(_power, logMel);
        foreach (ref double value in logMel)
        {
            value = Math.Log(value + _step.LogFloor);
        }
    }
}
