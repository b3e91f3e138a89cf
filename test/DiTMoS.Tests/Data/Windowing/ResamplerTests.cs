using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Data.Windowing;

public sealed class ResamplerTests
{
    public static TheoryData<double, double> Rates => new()
    {
        { 44_100, 16_000 },
        { 173.61, 100 },
        { 50, 20 },
        { 50, 25 },
        { 25, 50 },
        { 100, 99.9 },
        { 8_000, 44_100 },
        { Math.PI * 10, Math.E * 10 },
        { 1_000, 20 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void Resample_SineBelowTheLowerNyquist_KeepsAmplitudeAndPhase(double from, double to)
    {
        foreach (double part in new[] { 0.05, 0.5, 0.9 })
        {
            double frequency = part * Math.Min(from, to) / 2;
            float[] output = new Resampler(from, to).Resample(Sine(frequency, from, LengthFor(from, to)));

            int margin = MarginOf(output.Length, from, to);
            for (int n = margin; n < output.Length - margin; n++)
            {
                Assert.Equal(Math.Sin((2 * Math.PI * frequency * n / to) + 0.3), output[n], 1e-3);
            }
        }
    }

    [Theory]
    [InlineData(44_100, 16_000)]
    [InlineData(173.61, 100)]
    [InlineData(50, 20)]
    [InlineData(50, 25)]
    [InlineData(100, 99.9)]
    [InlineData(Math.PI * 10, Math.E * 10)]
    [InlineData(1_000, 20)]
    public void Resample_SineAboveTheNewNyquist_IsSixtyDecibelsDown(double from, double to)
    {
        foreach (double frequency in new[] { to / 2 * 1.0001, Math.Min(to * 0.7, from * 0.4999) })
        {
            float[] output = new Resampler(from, to).Resample(Sine(frequency, from, LengthFor(from, to)));

            int margin = MarginOf(output.Length, from, to);
            Assert.True(output[margin..^margin].Max(Math.Abs) < 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Resample_ConstantAndSlope_StayExact(double from, double to)
    {
        var resampler = new Resampler(from, to);
        foreach (int length in new[] { 1, 2, 7, 500 })
        {
            Assert.All(resampler.Resample([.. Enumerable.Repeat(9.80665f, length)]), value => Assert.Equal(9.80665f, value));
        }

        float[] slope = resampler.Resample([.. Enumerable.Range(0, 4000).Select(t => (float)t)]);
        Assert.All(Enumerable.Range(0, slope.Length), n => Assert.Equal(n * from / to, slope[n], 4000 * 1e-5));
    }

    [Theory]
    [InlineData(44_100, 16_000, 44_100, 16_000)]
    [InlineData(44_100, 16_000, 44_101, 16_001)]
    [InlineData(173.61, 100, 4_097, 2_360)]
    [InlineData(50, 25, 1, 1)]
    [InlineData(50, 25, 5, 3)]
    [InlineData(25, 50, 5, 10)]
    [InlineData(0.1, 0.3, 10, 30)]
    [InlineData(50, 25, 0, 0)]
    public void LengthOf_AnyRates_CountsTheSamplesBeforeTheEnd(double from, double to, int length, int expected)
    {
        var resampler = new Resampler(from, to);

        Assert.Equal(expected, resampler.LengthOf(length));
        Assert.Equal(expected, resampler.Resample(new float[length]).Length);
    }

    [Fact]
    public void Resample_EqualRates_ChangesNothingBeyondRounding()
    {
        var random = new SeededRandom(1, "noise");
        float[] noise = [.. Enumerable.Range(0, 300).Select(_ => (float)(random.NextBits() >> 40) / (1 << 24))];
        WindowSet windows = Windower.Cut(
            RecordingSets.Of(new Recording { Name = "a", Samples = [noise], SampleRateHz = 50, Labels = [new(0, 300, "walk")] }),
            new FrontEnd { Windows = new WindowOptions { Length = 300, SampleRateHz = 50 } },
            new RecordingOptions());

        Assert.Equal(noise, windows.Samples);
    }

    [Theory]
    [InlineData(1, 10_001)]
    [InlineData(10_001, 1)]
    [InlineData(50, double.Epsilon)]
    [InlineData(double.MaxValue, 1e-300)]
    public void Resampler_SillyRatio_IsRefused(double from, double to) =>
        Assert.Contains("Windows.SampleRateHz must be at most 10000 times", Assert.Throws<OptionException>(() => new Resampler(from, to)).Message, StringComparison.Ordinal);

    [Fact]
    public void Resampler_RatioOfLargeNumbers_NeedsBoundedMemory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        float[] output = new Resampler(44_100.123, 16_000.777).Resample(new float[20_000]);

        Assert.Equal(7257, output.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);        // its 7,257 sets of weights would take 16 MB
    }

    [Fact]
    public void Resample_TooLong_IsRefusedBeforeItIsHeld()
    {
        Recording recording = RecordingSets.Recording("a", 10_000, rate: 1);

        Assert.Contains("MaximumBytes (1000000)", Assert.Throws<RecordingException>(() => new Resampler(1, 9_000).Resample(recording, 9_000, 1_000_000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resample_Recording_MapsLabelsAndGaps()
    {
        Recording recording = RecordingSets.Recording("a", 20, [new(1, 6, "walk"), new(8, 1, "jump"), new(9, 8, "sit"), new(19, 1, "lie")], gaps: [5, 12], subject: "p", trial: "t", fold: 2);

        Recording half = new Resampler(50, 25).Resample(recording, 25, 1 << 20);

        Assert.Equal((11, 25.0, "p", "t", 2), (half.Length, half.SampleRateHz, half.Subject, half.Trial, half.OfficialFold));
        Assert.Equal([3, 7], half.Gaps);                                         // parts of 5, 7 and 8 samples become 3, 4 and 4
        Assert.Equal([new(1, 2, "walk"), new(3, 1, "walk"), new(5, 2, "sit"), new(7, 3, "sit")], half.Labels.Where(stretch => stretch.ClassName != "jump"));
    }

    // Each new sample between two gaps has the class that the old one at its time had.
    [Fact]
    public void Resample_AnyLabelsAndGaps_KeepTheClassOfEverySample()
    {
        FsCheck.Check.One(Mutations.Config(200), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new SeededRandom(seed, "labels");
            int length = 1 + random.Next(90);
            int[] gaps = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(90)).Where(gap => gap > 0 && gap < length).Distinct().Order()];
            var labels = new List<LabelledStretch>();
            for (int at = random.Next(5), run; at < length; at += run + random.Next(4))
            {
                run = Math.Min(1 + random.Next(15), length - at);
                labels.Add(new LabelledStretch(at, run, $"{random.Next(3)}"));
            }

            double to = 1 + random.Next(200);
            Recording recording = RecordingSets.Recording("drawn", length, [.. labels], channels: 1, gaps: gaps);

            Recording resampled = new Resampler(50, to).Resample(recording, to, 1 << 20);

            string?[] expected = [.. Parts(recording).SelectMany(part => Enumerable.Range(0, int.MaxValue)
                .Select(n => (int)Math.Floor((n * 50 / to) + 1e-9))
                .TakeWhile(t => t < part.Count)
                .Select(t => ClassAt(recording, part.Start + t)))];
            Assert.Equal(expected, Enumerable.Range(0, resampled.Length).Select(n => ClassAt(resampled, n)));
            Assert.All(resampled.Gaps, gap => Assert.InRange(gap, 1, resampled.Length - 1));
            Assert.Equal(resampled.Gaps.Distinct().Order(), resampled.Gaps);
        }));
    }

    [Fact]
    public void Resample_PartsBetweenGaps_DoNotMix()
    {
        float[] samples = [.. Enumerable.Repeat(1f, 100), .. Enumerable.Repeat(5f, 100)];
        var recording = new Recording { Name = "a", Samples = [samples], SampleRateHz = 50, Gaps = [100] };

        Recording half = new Resampler(50, 20).Resample(recording, 20, 1 << 20);

        Assert.Equal([.. Enumerable.Repeat(1f, 40), .. Enumerable.Repeat(5f, 40)], half.Samples[0]);
    }

    private static IEnumerable<(int Start, int Count)> Parts(Recording recording)
    {
        int[] ends = [0, .. recording.Gaps, recording.Length];
        return ends.Zip(ends.Skip(1), (start, end) => (start, end - start));
    }

    private static string? ClassAt(Recording recording, int sample) =>
        recording.Labels.Where(stretch => sample >= stretch.Start && sample < stretch.Start + stretch.Length).Select(stretch => stretch.ClassName).SingleOrDefault();

    private static float[] Sine(double frequency, double rate, int length) => [.. Enumerable.Range(0, length).Select(t => (float)Math.Sin((2 * Math.PI * frequency * t / rate) + 0.3))];

    private static int LengthFor(double from, double to) => (int)(400 * Math.Max(1, from / to));

    // What the mirror images beyond the ends can reach: 51 samples of the lower rate.
    private static int MarginOf(int length, double from, double to) => Math.Min((length / 2) - 1, (int)(52 * Math.Max(1, to / from)) + 1);
}
