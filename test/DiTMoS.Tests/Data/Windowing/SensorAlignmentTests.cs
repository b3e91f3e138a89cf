using DiTMoS.Data.Windowing;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Data.Windowing;

public sealed class SensorAlignmentTests
{
    [Fact]
    public void Align_TimesOfTheGrid_KeepsSamplesAsTheyAre()
    {
        float[] values = [1, 5, 2, 8, 0.1f];

        AlignedSamples aligned = SensorAlignment.Align([Stream(0.25, [10.00, 10.05, 10.10, 10.15, 10.20], values)], 20);

        Assert.Equal(values, aligned.Samples[0]);
        Assert.Empty(aligned.Gaps);
        Assert.Equal(10.20, aligned.Times[^1], 1e-9);
    }

    [Fact]
    public void Align_TwoSensorsOfTheirOwnTimes_MeetOnStraightLines()
    {
        SensorStream slow = Stream(1, [0, 0.5, 1, 1.5], [0, 5, 10, 15]);
        SensorStream late = Stream(1, [0.21, 0.33, 0.7, 1.13], [2.1f, 3.3f, 7, 11.3f]);

        AlignedSamples aligned = SensorAlignment.Align([slow, late], 10);

        Assert.Equal(10, aligned.Length);                         // 0.21, 0.31 ... 1.11
        for (int t = 0; t < aligned.Length; t++)
        {
            Assert.Equal(10 * aligned.Times[t], aligned.Samples[0][t], 1e-5);
            Assert.Equal(10 * aligned.Times[t], aligned.Samples[1][t], 1e-5);
        }
    }

    [Fact]
    public void Align_HoleInOneSensor_IsAGapForAll()
    {
        SensorStream whole = Stream(0.25, [.. Enumerable.Range(0, 21).Select(i => i * 0.1)], [.. Enumerable.Range(0, 21).Select(i => (float)i)]);
        SensorStream torn = Stream(0.25, [0, 0.2, 0.4, 1.0, 1.2, 1.4], [0, 2, 4, 10, 12, 14]);

        AlignedSamples aligned = SensorAlignment.Align([whole, torn], 10);

        Assert.Equal([0, 1, 2, 3, 4, 10, 11, 12, 13, 14], aligned.Samples[0].Select(value => MathF.Round(value, 3)));
        Assert.Equal(aligned.Samples[0].Select(value => MathF.Round(value, 3)), aligned.Samples[1].Select(value => MathF.Round(value, 3)));
        Assert.Equal([5], aligned.Gaps);
    }

    [Fact]
    public void Align_NoTimeInCommon_HasNoSamples()
    {
        AlignedSamples aligned = SensorAlignment.Align([Stream(1, [0, 1], [1, 2]), Stream(1, [5, 6], [1, 2])], 10);

        Assert.Equal(0, aligned.Length);
        Assert.Equal(2, aligned.Samples.Length);
        Assert.Equal(0, SensorAlignment.Align([Stream(1, [], []), Stream(1, [5, 6], [1, 2])], 10).Length);
    }

    [Fact]
    public void Align_YearsBetweenSamples_TakesNoTimeForThem()
    {
        AlignedSamples aligned = SensorAlignment.Align([Stream(0.25, [0, 0.1, 9e9, 9e9 + 0.125], [1, 2, 3, 4])], 20);

        Assert.Equal([3], aligned.Gaps);
        Assert.InRange(aligned.Length, 5, 6);
    }

    [Fact]
    public void Order_TimesThatGoBack_SortsAndKeepsTheFirstOfEqualOnes()
    {
        SensorStream stream = Stream(1, [3, 1, 2, 1, 3], [30, 10, 20, 11, 31]);

        Assert.Equal(2, stream.Order());

        Assert.Equal([1, 2, 3], stream.Times.ToArray());
        Assert.Equal([10, 20, 30], Enumerable.Range(0, 3).Select(i => stream[i][0]));
        Assert.Equal(0, stream.Order());
    }

    // What lies on a line stays on it wherever a sensor was sampled; and no time is given that a sensor did not cover.
    [Fact]
    public void Align_AnyTimes_StaysOnTheLineAndWithinWhatIsKnown() => Check.One(Mutations.Config(300), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new SeededRandom(seed, "times");
        SensorStream[] streams = [Any(random), Any(random), Any(random)];

        AlignedSamples aligned = SensorAlignment.Align(streams, 20);

        for (int t = 0; t < aligned.Length; t++)
        {
            double time = aligned.Times[t];
            Assert.All(aligned.Samples, channel => Assert.Equal(2 * time, channel[t], 1e-3));
            Assert.All(streams, stream => Assert.True(IsKnown(stream, time)));
            double step = t == 0 ? 0 : time - aligned.Times[t - 1];
            Assert.True(t == 0 || aligned.Gaps.Contains(t) || Math.Abs(step - 0.05) < 1e-4);
        }

        Assert.All(aligned.Gaps, gap => Assert.InRange(gap, 1, aligned.Length - 1));
        Assert.Equal(aligned.Gaps.Order().Distinct(), aligned.Gaps);
    }));

    private static SensorStream Any(SeededRandom random)
    {
        var stream = new SensorStream(1, 0.3);
        double time = random.NextDouble();
        for (int i = random.Next(60); i >= 0; i--)
        {
            stream.Add(time, [(float)(2 * time)]);
            time += 0.001 + (random.Next(10) == 0 ? 3 * random.NextDouble() : 0.29 * random.NextDouble());
        }

        return stream;
    }

    private static bool IsKnown(SensorStream stream, double time)
    {
        double[] times = stream.Times.ToArray();
        int after = Array.FindIndex(times, known => known >= time - 1e-5);
        return after >= 0 && (Math.Abs(times[after] - time) <= 1e-5 || (after > 0 && times[after] - times[after - 1] <= 0.3));
    }

    private static SensorStream Stream(double longestGap, double[] times, float[] values)
    {
        var stream = new SensorStream(1, longestGap);
        for (int i = 0; i < times.Length; i++)
        {
            stream.Add(times[i], [values[i]]);
        }

        return stream;
    }
}
