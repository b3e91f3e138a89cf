using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public class SyntheticRecordingsTests
{
    [Fact]
    public void Create_Defaults_ShapeOfAPublishedSet()
    {
        WindowSet windows = SyntheticRecordings.Create(seed: 1);

        WindowSetCheck.Check(windows);
        Assert.Equal((2304, 3, 151, 8), (windows.Count, windows.Channels, windows.Length, windows.Classes));
        Assert.Equal(12, windows.Subjects!.Distinct().Count());
        Assert.Equal(8 * 12 * 3, windows.Trials!.Distinct().Count());
        Assert.All(windows.Labels.CountBy(label => label), part => Assert.Equal(288, part.Value));
    }

    [Fact]
    public void Create_SameSeed_SameSamples()
    {
        float[] first = SyntheticRecordings.Create(seed: 5, subjects: 2).Samples;

        Assert.Equal(first, SyntheticRecordings.Create(seed: 5, subjects: 2).Samples);
        Assert.NotEqual(first, SyntheticRecordings.Create(seed: 6, subjects: 2).Samples);
    }

    [Fact]
    public void Create_NeighbouringWindowsOfATrial_ShareTheirHalf()
    {
        WindowSet windows = SyntheticRecordings.Create(seed: 1, subjects: 1, trials: 1, windowsPerTrial: 2);

        Assert.Equal(windows.Window(0)[75..151], windows.Window(1)[..76]);
    }

    [Fact]
    public void Create_Standing_MeasuresGravity()
    {
        WindowSet windows = SyntheticRecordings.Create(seed: 1);
        int[] standing = [.. Enumerable.Range(0, windows.Count).Where(n => windows.ClassNames[windows.Labels[n]] == "standing")];

        double mean = standing.Average(n => Enumerable.Range(0, 151).Average(t => Norm(windows.Window(n), t)));

        Assert.InRange(mean, 9.6, 10.1);

        static double Norm(ReadOnlySpan<float> window, int t) => Math.Sqrt((window[t] * window[t]) + (window[151 + t] * window[151 + t]) + (window[302 + t] * window[302 + t]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Create_NearestNeighbourAcrossSubjects_NeitherTrivialNorHopeless(int seed)
    {
        WindowSet windows = SyntheticRecordings.Create(seed);
        DataSplit split = DataSplitter.Split(windows, new SplitOptions { ValidationFraction = 0 });

        double accuracy = NearestNeighbour.Accuracy(windows, split.Train, split.Test);

        Assert.InRange(accuracy, 0.60, 0.85);
    }

    [Fact]
    public void Create_NoSubjects_Refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticRecordings.Create(seed: 1, subjects: 0));
}
