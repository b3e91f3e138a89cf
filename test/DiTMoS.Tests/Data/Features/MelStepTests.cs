using DiTMoS.Data.Features;
using DiTMoS.Data.Readers.Audio;

namespace DiTMoS.Tests.Data.Features;

public sealed class MelStepTests
{
    private static readonly FeatureShape Second = FeatureSteps.Shape(16000, 16000, "0");

    public static TheoryData<MfccStep, double> Recipes => new()
    {
        { new MfccStep(), 16000 },
        { new MfccStep { FrameLength = 400, Hop = 160, Window = WindowFunction.Hamming, PreEmphasis = 0.97, Coefficients = 20 }, 16000 },
        { new MfccStep { FrameLength = 512, Hop = 700, Window = WindowFunction.HannPeriodic, LowestHz = 0, HighestHz = 8000, Filters = 26 }, 16000 },
        { new MfccStep { FrameLength = 200, Hop = 80, FftSize = 256, Window = WindowFunction.Rectangular, LowestHz = 125, HighestHz = 3800, Filters = 23, Coefficients = 23, LogFloor = 1e-3 }, 8000 },
    };

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Mfcc_AnyRecipe_MatchesFormulasInDouble(MfccStep step, double rateHz)
    {
        float[] samples = Sound(3000);

        Dictionary<string, float[]> actual = step.Compute(FeatureSteps.Shape(3000, rateHz, "0"), samples);

        double[][] expected = MelReference.Mfcc(samples.ToDouble(), step, rateHz);
        Assert.Equal(step.Coefficients, actual.Count);
        for (int k = 0; k < step.Coefficients; k++)
        {
            Near.AssertAll([.. expected.Select(frame => frame[k])], actual[$"mfcc{k}"], 1e-6, $"mfcc{k}");
        }
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void LogMel_AnyRecipe_MatchesFormulasInDouble(MfccStep recipe, double rateHz)
    {
        float[] samples = Sound(3000);
        var step = new LogMelStep
        {
            FrameLength = recipe.FrameLength, Hop = recipe.Hop, FftSize = recipe.FftSize, LowestHz = recipe.LowestHz, HighestHz = recipe.HighestHz,
            Filters = recipe.Filters, PreEmphasis = recipe.PreEmphasis, Window = recipe.Window, LogFloor = recipe.LogFloor,
        };

        Dictionary<string, float[]> actual = step.Compute(FeatureSteps.Shape(3000, rateHz, "0"), samples);

        double[][] expected = MelReference.LogMel(samples.ToDouble(), step, rateHz);
        Assert.Equal(step.Filters, actual.Count);
        for (int m = 0; m < step.Filters; m++)
        {
            Near.AssertAll([.. expected.Select(frame => frame[m])], actual[$"mel{m}"], 1e-6, $"mel{m}");
        }
    }

    [Fact]
    public void Mfcc_Defaults_OneSecondIs13x49()
    {
        FeatureShape shape = new MfccStep().Output(Second);

        Assert.Equal((13, 49, 50.0), (shape.Channels, shape.Length, shape.SampleRateHz));
        Assert.Equal(["mfcc0", "mfcc1"], shape.ChannelNames.Take(2));
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.5)]
    [InlineData(30)]
    public void LogMel_LouderSound_ShiftsByTwiceTheLogarithm(double gain)
    {
        var step = new LogMelStep { LogFloor = 1e-30 };
        float[] samples = Sound(16000);

        Dictionary<string, float[]> soft = step.Compute(Second, samples);
        Dictionary<string, float[]> loud = step.Compute(Second, Array.ConvertAll(samples, x => (float)(x * gain)));

        Assert.All(soft.Keys, name => Near.AssertAll([.. soft[name].Select(x => x + (2 * Math.Log(gain)))], loud[name], 1e-5, name));
    }

    [Fact]
    public void Mfcc_LouderSound_ShiftsTheFirstCoefficientAlone()
    {
        var step = new MfccStep { LogFloor = 1e-30 };
        float[] samples = Sound(16000);

        Dictionary<string, float[]> soft = step.Compute(Second, samples);
        Dictionary<string, float[]> loud = step.Compute(Second, Array.ConvertAll(samples, x => x * 4));

        Near.AssertAll([.. soft["mfcc0"].Select(x => x + (Math.Sqrt(40) * 2 * Math.Log(4)))], loud["mfcc0"], 1e-5, "mfcc0");
        Near.AssertAll(soft["mfcc5"].ToDouble(), loud["mfcc5"], 1e-5, "mfcc5");
    }

    [Fact]
    public void LogMel_Silence_IsTheLogarithmOfTheFloor() =>
        Assert.All(new LogMelStep().Compute(Second, new float[16000]), channel => Assert.All(channel.Value, value => Assert.Equal((float)Math.Log(1e-6), value)));

    [Fact]
    public void LogMel_Tone_PeaksInTheFilterThatHoldsIt()
    {
        float[] tone = [.. Enumerable.Range(0, 16000).Select(n => MathF.Sin(2 * MathF.PI * 1000 * n / 16000))];

        Dictionary<string, float[]> mel = new LogMelStep().Compute(Second, tone);

        // 1,000 Hz is 1,000 mel; edges are (2,839.2 - 31.7) / 41 = 68.3 mel apart from 31.7 on, so the nearest centre is that of filter 13
        Assert.Equal("mel13", mel.MaxBy(channel => channel.Value[20]).Key);
    }

    [Fact]
    public void Compute_SeveralChannels_EachLikeItself()
    {
        float[] left = Sound(1600);
        float[] right = [.. left.Reverse()];
        var step = new MfccStep();

        Dictionary<string, float[]> both = step.Compute(FeatureSteps.Shape(1600, 16000, "left", "right"), [.. left, .. right]);

        Assert.Equal(step.Compute(FeatureSteps.Shape(1600, 16000, "right"), right)["mfcc3"], both["right_mfcc3"]);
        Assert.Equal(step.Compute(FeatureSteps.Shape(1600, 16000, "left"), left)["mfcc12"], both["left_mfcc12"]);
        Assert.Equal(26, both.Count);
    }

    [Fact]
    public void Dither_SameWindowNumber_SameNoise()
    {
        var step = new LogMelStep { Dither = 0.01 };
        var silence = new float[16000];

        float[] first = step.Compute(Second, silence, index: 3)["mel7"];

        Assert.Equal(first, step.Compute(Second, silence, index: 3)["mel7"]);
        Assert.NotEqual(first, step.Compute(Second, silence, index: 4)["mel7"]);

        // white noise of deviation s: a bin has, on average, s^2 times the energy of the window, which for Hann is 3 / 8 of N - 1
        var weights = new double[40];
        step.CreateFilters(16000).Apply(Enumerable.Repeat(1.0, 257).ToArray(), weights);
        double power = step.Compute(Second, silence).Values.Sum(mel => mel.Average(x => Math.Exp(x)));
        double expected = weights.Sum() * 0.01 * 0.01 * 479 * 3 / 8;
        Assert.Equal(expected, power, 0.05 * expected);
    }

    [Fact]
    public void Compute_ManyWindows_AllocatesNothing()
    {
        FeatureChain chain = FeatureChain.Create(Second, [new MfccStep { PreEmphasis = 0.9 }, new MagnitudeStep { Groups = [new ChannelGroup("size", ["mfcc0", "mfcc1"])] }]);
        float[] samples = Sound(16000);
        var output = new float[chain.Shape.Channels * chain.Shape.Length];
        chain.Compute(samples, output, 0);

        Assert.Equal(0, Allocation.LeastOf(() => chain.Compute(samples, output, 1)));
    }

    [Fact]
    public void Output_BadOptions_NameTheOption()
    {
        new MfccStep { FftSize = 500 }.AssertRefused(Second, "MfccStep.FftSize must be a power of two in [2, 65536]. Got 500 instead.");
        new MfccStep { FftSize = 1 << 30 }.AssertRefused(Second, "FftSize");
        new MfccStep { FftSize = -8 }.AssertRefused(Second, "FftSize");
        new LogMelStep { FrameLength = 513 }.AssertRefused(Second, "LogMelStep.FrameLength must be in [1, 512]", "513");
        new LogMelStep { FrameLength = 0 }.AssertRefused(Second, "FrameLength");
        new LogMelStep().AssertRefused(Second with { Length = 479 }, "FrameLength must be at most the 479 samples of a window. Got 480");
        new LogMelStep { Hop = 0 }.AssertRefused(Second, "Hop must be at least 1. Got 0");
        new LogMelStep { LowestHz = -1 }.AssertRefused(Second, "LowestHz");
        new LogMelStep { LowestHz = 7600 }.AssertRefused(Second, "LowestHz", "below HighestHz, 7600");
        new LogMelStep { LowestHz = double.NaN }.AssertRefused(Second, "LowestHz");
        new LogMelStep { HighestHz = double.PositiveInfinity }.AssertRefused(Second, "HighestHz");
        new LogMelStep().AssertRefused(Second with { SampleRateHz = 8000 }, "HighestHz must be at most half the sample rate of 8000 Hz. Got 7600");
        new LogMelStep { Filters = 0 }.AssertRefused(Second, "Filters");
        new LogMelStep { Filters = 200 }.AssertRefused(Second, "Filters", "31.25 Hz", "FftSize");
        new LogMelStep { Filters = int.MaxValue }.AssertRefused(Second, "Filters");
        new LogMelStep { PreEmphasis = 1.1 }.AssertRefused(Second, "PreEmphasis must be in [0, 1]. Got 1.1");
        new LogMelStep { PreEmphasis = double.NaN }.AssertRefused(Second, "PreEmphasis");
        new LogMelStep { Dither = -0.1 }.AssertRefused(Second, "Dither");
        new LogMelStep { Window = (WindowFunction)9 }.AssertRefused(Second, "Window must be one of Hann, HannPeriodic, Hamming, Rectangular. Got 9");
        new LogMelStep { LogFloor = 0 }.AssertRefused(Second, "LogFloor");
        new MfccStep { Coefficients = 41 }.AssertRefused(Second, "Coefficients must be in [1, 40]", "41");
        new MfccStep { Coefficients = 0 }.AssertRefused(Second, "Coefficients");
        new MfccStep().AssertRefused(Second with { SampleRateHz = null }, "MfccStep", "Windows.SampleRateHz");
    }

    [Fact]
    public void Suggested_AnySpeechRate_IsAccepted()
    {
        for (double rateHz = 4000; rateHz < 200_000; rateHz *= 1.07)
        {
            FeatureStep step = Assert.Single(WavFoldersReader.Suggest(rateHz).Features);
            FeatureShape shape = step.Output(FeatureSteps.Shape((int)rateHz, rateHz, "0"));
            Assert.Equal((13, true), (shape.Channels, shape.Length is 49 or 48));
        }

        Assert.Equal(new MfccStep(), Assert.Single(WavFoldersReader.Suggest(16000).Features));
        Assert.Empty(WavFoldersReader.Suggest(50).Features);
        Assert.Empty(WavFoldersReader.Suggest(10_000_000).Features);
    }

    // A falling and a rising tone in a little noise.
    private static float[] Sound(int count)
    {
        double[] noise = Draw.Gaussian(count, seed: count);
        return [.. noise.Select((x, n) => (float)((0.01 * x) + (0.3 * Math.Sin(0.0001 * n * n)) + (0.2 * Math.Sin(2.5 * Math.Sqrt(n)))))];
    }
}
