using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public class ChannelNormalizationTests
{
    [Fact]
    public void Learn_KnownSamples_MeanAndDeviationByHand()
    {
        WindowSet windows = Make([1, 2, 3, 10, 10, 13], [5, 6, 7, 10, 10, 13], [100, 100, 100, -7, 0, 0]);

        ChannelNormalization normalization = ChannelNormalization.Learn(windows, [0, 1]);

        Assert.Equal([4.0, 11.0], normalization.Mean);
        Assert.Equal(1 / Math.Sqrt(28.0 / 6), normalization.Scale[0], 14);
        Assert.Equal(1 / Math.Sqrt(2), normalization.Scale[1], 14);
    }

    [Fact]
    public void Apply_TrainingRows_MeanZeroDeviationOne()
    {
        WindowSet windows = SyntheticRecordings.Create(seed: 1, subjects: 1);
        int[] rows = [.. Enumerable.Range(0, windows.Count)];
        ChannelNormalization normalization = ChannelNormalization.Learn(windows, rows);

        var normalized = new float[windows.Samples.Length];
        foreach (int row in rows)
        {
            normalization.Apply(windows.Window(row), normalized.AsSpan(row * windows.WindowLength, windows.WindowLength), windows.Length);
        }

        for (int c = 0; c < 3; c++)
        {
            double[] channel = [.. rows.SelectMany(row => normalized.AsSpan((row * 453) + (c * 151), 151).ToArray()).Select(value => (double)value)];
            Assert.Equal(0, channel.Average(), 5);
            Assert.Equal(1, channel.Average(value => value * value), 5);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(35)]
    public void Apply_AnyLength_ComputesInDoubleAndRoundsOnce(int length)
    {
        float[] window = Draw.Gaussian(2 * length, seed: length).ToSingle();
        var normalized = new float[window.Length];

        new ChannelNormalization([0.1, -1e-3], [3.7, 1 / 3.0]).Apply(window, normalized, length);

        Assert.Equal(window[..length].Select(v => (float)((v - 0.1) * 3.7)), normalized[..length]);
        Assert.Equal(window[length..].Select(v => (float)((v + 1e-3) * (1 / 3.0))), normalized[length..]);
    }

    [Fact]
    public void Apply_Identity_ChangesNothing()
    {
        float[] window = [1, -2, 3.5f, float.MaxValue];

        ChannelNormalization.Identity(2).Apply(window, window, length: 2);

        Assert.Equal([1, -2, 3.5f, float.MaxValue], window);
    }

    [Fact]
    public void Learn_ChannelConstantInTheRows_NamesIt()
    {
        WindowSet windows = Make([0.1f, 0.1f, 0.1f, 1, 2, 3], [0.1f, 0.1f, 0.1f, 4, 5, 6], [1, 2, 3, 4, 5, 6]);

        string message = Assert.Throws<RecordingException>(() => ChannelNormalization.Learn(windows, [0, 1])).Message;

        Assert.Contains("'acc_x'", message, StringComparison.Ordinal);
        Assert.Equal(2, ChannelNormalization.Learn(windows, [0, 2]).Channels);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Create_BadScale_Refused(double scale) => Assert.Throws<ArgumentException>(() => new ChannelNormalization([0.0], [scale]));

    [Fact]
    public void Apply_WrongLength_Refused() =>
        Assert.Throws<ArgumentException>(() => ChannelNormalization.Identity(2).Apply(new float[6], new float[6], length: 2));

    private static WindowSet Make(params float[][] windows) => new()
    {
        Samples = [.. windows.SelectMany(window => window)],
        Channels = 2,
        Length = 3,
        Labels = [.. Enumerable.Range(0, windows.Length)],
        ClassNames = [.. Enumerable.Range(0, windows.Length).Select(k => $"class{k}")],
        ChannelNames = ["acc_x", "acc_y"],
        Source = "made by hand",
    };
}
