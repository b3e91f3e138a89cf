using DiTMoS.Data.Features;

namespace DiTMoS.Tests.Data.Features;

public sealed class BandPowerStepTests
{
    private const double RateHz = 128;

    [Theory]
    [InlineData(2, "delta")]
    [InlineData(6, "theta")]
    [InlineData(10, "alpha")]
    [InlineData(20, "beta")]
    [InlineData(40, "gamma")]
    public void Compute_SineWave_HalfItsSquareLiesInItsBand(double hertz, string band)
    {
        const double amplitude = 30;
        float[] sine = [.. Enumerable.Range(0, 256).Select(n => (float)(5 + (amplitude * Math.Sin(2 * Math.PI * hertz * n / RateHz))))];

        Dictionary<string, float[]> power = new BandPowerStep().Compute(FeatureSteps.Shape(256, RateHz, "0"), sine);

        Assert.Equal(["delta", "theta", "alpha", "beta", "gamma"], power.Keys);
        foreach ((string name, float[] values) in power)
        {
            double expected = name == band ? amplitude * amplitude / 2 : 0;
            Assert.Equal(expected, Math.Exp(Assert.Single(values)), 0.01 * amplitude * amplitude / 2);
        }
    }

    [Fact]
    public void Compute_BandOfAllFrequencies_IsTheVariance()
    {
        // the mean is taken away first, and Hann weighs the middle: white noise shows its variance on average over frames
        var step = new BandPowerStep { Bands = [new FrequencyBand("all", 0, 64)], FrameLength = 100, Hop = 10 };

        float[] power = step.Compute(FeatureSteps.Shape(20000, RateHz, "Cz"), Array.ConvertAll(Draw.Gaussian(20000, seed: 2), x => (float)(1000 + (3 * x))))["Cz_all"];

        Assert.Equal(1991, power.Length);
        Assert.Equal(9, power.Average(x => Math.Exp(x)), 0.25);
    }

    [Fact]
    public void Compute_Frames_EachLikeItselfAlone()
    {
        float[] samples = Draw.Gaussian(2 * 256, seed: 4).ToSingle();
        var step = new BandPowerStep { FrameLength = 64, LogFloor = 1e-3, Bands = [new FrequencyBand("slow", 0, 8), new FrequencyBand("fast", 8, 30)] };
        FeatureShape shape = FeatureSteps.Shape(256, RateHz, "a", "b");

        Dictionary<string, float[]> all = step.Compute(shape, samples);
        Dictionary<string, float[]> third = step.Compute(FeatureSteps.Shape(64, RateHz, "b"), samples[(256 + 64)..(256 + 128)]);

        Assert.Equal(["a_slow", "a_fast", "b_slow", "b_fast"], all.Keys);
        Assert.Equal((7, 4.0), (all["a_slow"].Length, step.Output(shape).SampleRateHz));
        Assert.Equal(third["b_fast"][0], all["b_fast"][2]);
        Assert.Equal(third["b_slow"][0], all["b_slow"][2]);
    }

    [Fact]
    public void Compute_Frame_MatchesFormulaInDouble()
    {
        double[] samples = Draw.Gaussian(178, seed: 9);
        double[] hann = [.. Enumerable.Range(0, 178).Select(n => Math.Pow(Math.Sin(Math.PI * n / 177), 2))];
        double[] spectrum = MelReference.PowerSpectrum([.. samples.Select((x, n) => (x - samples.Average()) * hann[n])], 256);
        const double rateHz = 173.61;

        float[] actual = new BandPowerStep().Compute(FeatureSteps.Shape(178, rateHz, "0"), samples.ToSingle())["alpha"];

        double density = spectrum.Where((_, k) => k * rateHz / 256 is >= 8 and < 13).Sum(power => 2 * power / (rateHz * hann.Sum(w => w * w)));
        Assert.Equal(Math.Log((density * rateHz / 256) + 1e-6), actual[0], 1e-6);
    }

    [Fact]
    public void Output_BadOptions_NameTheOption()
    {
        FeatureShape shape = FeatureSteps.Shape(256, RateHz, "Fz");
        new BandPowerStep { Bands = [] }.AssertRefused(shape, "BandPowerStep.Bands must be at least one band. Got nothing");
        new BandPowerStep { Bands = null! }.AssertRefused(shape, "Bands");
        new BandPowerStep { Bands = [null!] }.AssertRefused(shape, "Bands");
        new BandPowerStep { Bands = [new("a", 4, 4)] }.AssertRefused(shape, "Bands", "'a' 4-4 Hz");
        new BandPowerStep { Bands = [new("a", 4, 65)] }.AssertRefused(shape, "Bands", "128 Hz", "'a' 4-65 Hz");
        new BandPowerStep { Bands = [new("a", double.NaN, 5)] }.AssertRefused(shape, "Bands");
        new BandPowerStep { Bands = [new("", 4, 5)] }.AssertRefused(shape, "Bands");
        new BandPowerStep { Bands = [new("a", 4, 5), new("a", 5, 6)] }.AssertRefused(shape, "Bands", "'Fz_a' twice");
        new BandPowerStep { Bands = [new("narrow", 4.1, 4.2)] }.AssertRefused(shape, "Bands", "0.5 Hz", "'narrow'");
        new BandPowerStep { FrameLength = 257 }.AssertRefused(shape, "FrameLength", "at most the 256 samples of a window. Got 257");
        new BandPowerStep { FrameLength = 3 }.AssertRefused(shape, "FrameLength");
        new BandPowerStep { Hop = 0 }.AssertRefused(shape, "Hop");
        new BandPowerStep { LogFloor = double.NaN }.AssertRefused(shape, "LogFloor");
        new BandPowerStep().AssertRefused(shape with { SampleRateHz = null }, "BandPowerStep", "SampleRateHz");
    }
}
