using DiTMoS.Data;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Data;

public sealed class LeakageCheckTests
{
    // The published windows are there more than once: of the windows of the first fold, 245 are trained on bit by bit.
    [Fact]
    public void Run_Falls_OfficialFoldsShareRecordingsAndSubjectsDoNot()
    {
        WindowSet windows = Recordings.Load(RealData.Path("har-unimib-shar-fall"));

        LeakageReport official = LeakageCheck.Run(windows, DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Official, Fold = 0 }));
        LeakageReport bySubject = LeakageCheck.Run(windows, DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Subject }));

        Assert.Equal(5, official.SharedTrialRecordings.Count);
        Assert.All(official.SharedTrialRecordings, pair => Assert.Matches(@"^\w+, subject \d+, trial \d$", pair.Test));
        Assert.Equal((834, 605, 760), (official.TestWindows, official.SharedTrials, official.WindowsOfSharedTrials));
        Assert.Equal((245, 30), (official.NearIdenticalWindows, official.SharedSubjects.Count));
        Assert.Equal(245, LeakageCheck.Run(windows, DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Official, Fold = 0 }), tolerance: 0).NearIdenticalWindows);
        Assert.False(official.IsClean);
        Assert.True(bySubject.IsClean, string.Join(' ', bySubject.Warnings));
    }

    [Fact]
    public void Run_DsadsBySubject_IsClean()
    {
        WindowSet windows = Recordings.Load(RealData.Path("har-dsads", "dsads.npz"));

        LeakageReport report = LeakageCheck.Run(windows, DataSplitter.Split(windows, new SplitOptions { TestSubjects = ["7", "8"] }));

        Assert.True(report.IsClean, string.Join(' ', report.Warnings));
        Assert.Equal(2280, report.TestWindows);
    }

    [Fact]
    public void Run_DsadsAtRandom_NamesRecordingsAndSubjects()
    {
        WindowSet windows = Recordings.Load(RealData.Path("har-dsads", "dsads.npz"));

        LeakageReport report = LeakageCheck.Run(windows, DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Random }));

        Assert.Equal((152, report.TestWindows, 8), (report.SharedTrials, report.WindowsOfSharedTrials, report.SharedSubjects.Count));
        Assert.Equal((0, 2), (report.NearIdenticalWindows, report.Warnings.Count));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.009, 1)]
    [InlineData(0.011, 0)]
    public void Run_CopyWithNoise_IsFoundUpToTheTolerance(double noise, int expected)
    {
        WindowSet windows = Noise(40, channels: 2, length: 50);
        Copy(windows, from: 3, to: 30, noise);

        LeakageReport report = LeakageCheck.Run(windows, Halves(windows));

        Assert.Equal(expected, report.NearIdenticalWindows);
        Assert.Equal(expected == 0 ? [] : [new WindowPair(30, 3)], report.NearIdenticalExamples);
    }

    [Fact]
    public void Run_HalfPrecisionCopies_AreFound()
    {
        WindowSet windows = Noise(40, channels: 3, length: 40, offset: 9.81f);
        for (int n = 0; n < 20; n++)
        {
            for (int i = 0; i < windows.WindowLength; i++)
            {
                windows.Samples[((n + 20) * windows.WindowLength) + i] = (float)(Half)windows.Window(n)[i];
            }
        }

        LeakageReport report = LeakageCheck.Run(windows, Halves(windows));

        Assert.Equal((20, 5), (report.NearIdenticalWindows, report.NearIdenticalExamples.Count));
        Assert.All(report.NearIdenticalExamples, pair => Assert.Equal(pair.Test - 20, pair.Learnt));
        Assert.Equal("20 of 20 tested windows are nearly the same as one that is learnt from (window 20 as 0, 21 as 1, 22 as 2, 23 as 3, 24 as 4, ...).", report.Warnings[0]);
    }

    // Two quiet windows of different noise lie near each other compared with the others, and are yet no copies.
    [Fact]
    public void Run_QuietWindows_AreNoCopiesOfEachOther()
    {
        WindowSet windows = Noise(40, channels: 1, length: 60, offset: 9.81f);
        foreach (int n in new[] { 3, 30 })
        {
            for (int i = 0; i < windows.WindowLength; i++)
            {
                ref float value = ref windows.Samples[(n * windows.WindowLength) + i];
                value = 9.81f + ((value - 9.81f) * 0.001f);
            }
        }

        Assert.Equal(0, LeakageCheck.Run(windows, Halves(windows)).NearIdenticalWindows);
    }

    [Fact]
    public void Run_EqualConstants_AreFoundOnlyWhereEqual()
    {
        WindowSet windows = Noise(8, channels: 1, length: 10);
        windows.Samples.AsSpan(0, 10).Fill(1);
        windows.Samples.AsSpan(40, 10).Fill(1);
        windows.Samples.AsSpan(50, 10).Fill(1.0001f);

        Assert.Equal([new WindowPair(4, 0)], LeakageCheck.Run(windows, Halves(windows)).NearIdenticalExamples);
    }

    [Fact]
    public void Run_RecordingsOnBothSides_AreCountedAndNamed()
    {
        WindowSet windows = WindowSets.Create();
        int[] rows = [.. Enumerable.Range(0, windows.Count)];

        LeakageReport report = LeakageCheck.Run(windows, DataSplit.FromRows(windows, SplitKind.Random, [.. rows.Where(row => row % 8 != 3)], [], [.. rows.Where(row => row % 8 == 3)]));

        Assert.Equal((18, 18, 18, 6), (report.TestWindows, report.SharedTrials, report.WindowsOfSharedTrials, report.SharedSubjects.Count));
        Assert.Equal([0, 2, 4, 6, 8], report.SharedTrialExamples);
        Assert.Contains("18 of 18 tested windows are from recordings that are also learnt from: 18 of them (recording 0, 2, 4, 6, 8, ...).", report.Warnings);
        Assert.Contains("18 of 18 tested windows are from subjects that are also learnt from: 6 of them (subject p1, p2, p3, p4, p5, ...).", report.Warnings);
    }

    [Fact]
    public void Run_RecordingOnBothSides_IsNamed()
    {
        WindowSet windows = WindowSets.Create(origins: WindowSets.Origins(144));
        int[] rows = [.. Enumerable.Range(0, windows.Count)];

        LeakageReport report = LeakageCheck.Run(windows, DataSplit.FromRows(windows, SplitKind.Random, [.. rows.Where(row => row != 9)], [], [9]));

        Assert.Equal([new RecordingPair("rec2.csv", "rec2.csv")], report.SharedTrialRecordings);
        Assert.Contains("1 of 1 tested windows is from recordings that are also learnt from: 1 of them (recording 'rec2.csv').", report.Warnings);
    }

    [Fact]
    public void Run_RecordingsOfOneTrial_BothAreNamed()
    {
        WindowOrigins origins = new() { RecordingNames = ["a.csv", "b.csv", "c.csv"], Recordings = [0, 1, 2, 2] };
        WindowSet windows = WindowSets.Create(subjects: 1, classes: 1, trials: 1, origins: origins);

        LeakageReport report = LeakageCheck.Run(windows, DataSplit.FromRows(windows, SplitKind.Random, [0, 2], [], [1]));

        Assert.Equal([new RecordingPair("b.csv", "a.csv")], report.SharedTrialRecordings);
        Assert.Contains("(recording 'b.csv' with 'a.csv')", report.Warnings[0], StringComparison.Ordinal);
    }

    // Windows of 10 samples every 5: the second and the fourth share samples with the third, the first does not.
    [Fact]
    public void Run_WindowsThatOverlapInTime_AreCountedAndNamedWithoutTrials()
    {
        WindowSet windows = WindowSets.Create().With(withoutSubjects: true, withoutTrials: true, origins: WindowSets.Origins(144));

        LeakageReport report = LeakageCheck.Run(windows, DataSplit.FromRows(windows, SplitKind.Random, [2, 4], [], [0, 1, 3, 7]));

        Assert.Equal((2, 4), (report.OverlappingWindows, report.TestWindows));
        Assert.Equal([new WindowPair(1, 2, "rec0.csv", "rec0.csv"), new WindowPair(3, 2, "rec0.csv", "rec0.csv")], report.OverlappingExamples);
        Assert.Contains("2 of 4 tested windows are cut from samples that one that is learnt from covers too (window 1 with 2 of 'rec0.csv', 3 with 2 of 'rec0.csv').", report.Warnings);
        Assert.Equal((2, 4), (report.SharedTrials, report.WindowsOfSharedTrials));
        Assert.False(report.IsClean);
    }

    [Fact]
    public void Run_AnyStartsAndEnds_FindsTheOverlapsThatComparingAllPairsFinds()
    {
        int found = 0;
        FsCheck.Check.One(Mutations.Config(100), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new SeededRandom(seed, "overlaps");
            int count = 4 + (2 * random.Next(20));
            int[] starts = [.. Enumerable.Range(0, count).Select(_ => random.Next(100))];
            int[] ends = Array.ConvertAll(starts, start => start + 1 + random.Next(30));
            int[] recordings = [.. Enumerable.Range(0, count).Select(_ => random.Next(2))];
            var origins = new WindowOrigins { RecordingNames = ["a", "b"], Recordings = recordings, Starts = starts, Ends = ends };
            WindowSet windows = Noise(count, 1, 4, seed: seed).With(origins: origins);
            DataSplit split = Halves(windows);
            bool Overlap(int a, int b) => recordings[a] == recordings[b] && starts[a] < ends[b] && starts[b] < ends[a];
            int expected = split.Test.Count(row => split.Train.Any(other => Overlap(row, other)));

            LeakageReport report = LeakageCheck.Run(windows, split);

            Assert.Equal(expected, report.OverlappingWindows);
            Assert.All(report.OverlappingExamples, pair => Assert.True(Overlap(pair.Test, pair.Learnt)));
            found += expected;
        }));
        Assert.True(found > 100, $"{found} found");
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(0.51)]
    [InlineData(double.NaN)]
    public void Run_ToleranceOutOfRange_IsRefused(double tolerance)
    {
        WindowSet windows = Noise(8, 1, 4);

        Assert.Contains("[0, 0.5]", Assert.Throws<OptionException>(() => LeakageCheck.Run(windows, Halves(windows), tolerance)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AnyWindows_FindsWhatComparingAllPairsFinds()
    {
        int found = 0;
        FsCheck.Check.One(Mutations.Config(40), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new SeededRandom(seed, "leaks");
            WindowSet windows = Noise(20 + (2 * random.Next(20)), 1 + random.Next(3), 2 + random.Next(40), seed: seed);
            for (int copy = random.Next(6); copy > 0; copy--)
            {
                Copy(windows, random.Next(windows.Count), random.Next(windows.Count), 0.02 * random.Next(100) / 100);
            }

            DataSplit split = Halves(windows);
            double[] scales = ScalesOf(windows);
            int expected = split.Test.Count(row => split.Train.Any(other => IsNear(windows, scales, row, other)));

            Assert.Equal(expected, LeakageCheck.Run(windows, split).NearIdenticalWindows);
            found += expected;
        }));
        Assert.True(found > 10, $"{found} found");
    }

    [Fact]
    public void Run_WindowsThatAllVaryAlike_FindsTheOneCopy()
    {
        WindowSet windows = Noise(2_000, channels: 1, length: 500);
        Copy(windows, from: 17, to: 1_900, noise: 0);

        Assert.Equal([new WindowPair(1_900, 17)], LeakageCheck.Run(windows, Halves(windows)).NearIdenticalExamples);
    }

    private static WindowSet Noise(int count, int channels, int length, float offset = 0, int seed = 1)
    {
        var random = new SeededRandom(seed, "noise");
        return new WindowSet
        {
            Samples = [.. Enumerable.Range(0, count * channels * length).Select(_ => offset + ((float)(random.NextBits() >> 40) / (1 << 23)) - 1)],
            Channels = channels,
            Length = length,
            Labels = [.. Enumerable.Range(0, count).Select(n => n % 2)],
            ClassNames = ["a", "b"],
            ChannelNames = [.. Enumerable.Range(0, channels).Select(c => $"{c}")],
            Source = "noise",
        };
    }

    private static DataSplit Halves(WindowSet windows)
    {
        int[] rows = [.. Enumerable.Range(0, windows.Count)];
        return DataSplit.FromRows(windows, SplitKind.Random, rows.AsSpan(0, rows.Length / 2), [], rows.AsSpan(rows.Length / 2));
    }

    // The second window becomes the first, give or take a square wave of a part of its variation; the scales of the channels are nearly one.
    private static void Copy(WindowSet windows, int from, int to, double noise)
    {
        float spread = (float)(noise / Math.Sqrt(3));                                                    // uniform in [-1, 1] varies by 1/sqrt(3)
        for (int i = 0; i < windows.WindowLength; i++)
        {
            windows.Samples[(to * windows.WindowLength) + i] = windows.Window(from)[i] + (i % 2 == 0 ? spread : -spread);
        }
    }

    private static double[] ScalesOf(WindowSet windows) => [.. Enumerable.Range(0, windows.Channels).Select(c =>
    {
        double[] values = [.. Enumerable.Range(0, windows.Count).SelectMany(n => windows.Window(n).Slice(c * windows.Length, windows.Length).ToArray()).Select(value => (double)value)];
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    })];

    private static bool IsNear(WindowSet windows, double[] scales, int a, int b)
    {
        double difference = 0;
        double variationA = 0;
        double variationB = 0;
        for (int c = 0; c < windows.Channels; c++)
        {
            float[] x = windows.Window(a).Slice(c * windows.Length, windows.Length).ToArray();
            float[] y = windows.Window(b).Slice(c * windows.Length, windows.Length).ToArray();
            (double meanX, double meanY) = (x.Average(value => (double)value), y.Average(value => (double)value));
            double scale = scales[c] * scales[c];
            difference += x.Zip(y, (p, q) => ((double)p - q) * ((double)p - q)).Sum() / scale;
            variationA += x.Sum(value => (value - meanX) * (value - meanX)) / scale;
            variationB += y.Sum(value => (value - meanY) * (value - meanY)) / scale;
        }

        return difference <= 0.0001 * Math.Min(variationA, variationB);
    }
}
