using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public class LaneBatchTests
{
    private const int Channels = 3;
    private const int Length = 13;
    private const int Window = Channels * Length;

    private readonly double[] _set = Draw.Gaussian(40 * Window, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(20)]
    public void Load_AfterALargerBatch_HoldsItsWindowsAndZerosBehind(int count)
    {
        LaneBatch batch = FullBatch();
        int[] rows = Rows(count);

        batch.Load(_set.ToSingle(), rows);

        Assert.Equal(count, batch.Count);
        Assert.Equal((count + 7) / 8, batch.Groups);
        Assert.Equal(rows, batch.Rows.ToArray());
        Assert.Equal(Gathered(rows).ToSingle(), LaneTensors.ToWindows(batch.Samples, count));
        Assert.All(LaneTensors.EmptyLanes(batch.Samples, count), v => Assert.Equal(0, v));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(20)]
    public void Standardise_AfterALargerBatch_MatchesReferenceAndZerosBehind(int count)
    {
        LaneBatch batch = FullBatch();
        int[] rows = Rows(count);
        batch.Load(_set.ToSingle(), rows);

        batch.Standardise();

        double[] samples = Gathered(rows);
        (double[] mean, double[] variance) = NormReluPoolReference.Statistics<double>(samples, count, Channels, Length);
        double[] expected = NormReluPoolReference.Norm<double>(samples, mean, variance, [1, 1, 1], [0, 0, 0], count, Channels, Length);
        Near.AssertAll(mean, batch.Mean, 1e-6, "mean");
        Near.AssertAll(variance, batch.Variance, 1e-6, "variance");
        Near.AssertAll(expected, LaneTensors.ToWindows(batch.Standardised, count), 1e-6, "standardised windows");
        Assert.All(LaneTensors.EmptyLanes(batch.Standardised, count), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Set_WindowByWindow_EqualsLoad()
    {
        int[] rows = Rows(9);
        LaneBatch loaded = FullBatch();
        loaded.Load(_set.ToSingle(), rows);
        LaneBatch batch = FullBatch();

        batch.Begin(rows);
        for (int i = 0; i < rows.Length; i++)
        {
            batch.Set(i, _set.AsSpan(rows[i] * Window, Window).ToArray().ToSingle());
        }

        Assert.Equal(LaneTensors.ToWindows(loaded.Samples, 16), LaneTensors.ToWindows(batch.Samples, 16));
    }

    [Fact]
    public void Standardise_ConstantChannel_BecomesZero()
    {
        var batch = new LaneBatch(8, 1, 4);
        batch.Load([5, 5, 5, 5, 5, 5, 5, 5], [0, 1]);

        batch.Standardise();

        Assert.All(LaneTensors.ToWindows(batch.Standardised, 2), v => Assert.Equal(0, v));
    }

    private static int[] Rows(int count) => [.. Enumerable.Range(0, count).Select(i => (i * 17) % 40)];

    private LaneBatch FullBatch()
    {
        var batch = new LaneBatch(20, Channels, Length);
        batch.Load(_set.ToSingle(), [.. Enumerable.Range(20, 20)]);
        batch.Standardise();
        return batch;
    }

    private double[] Gathered(int[] rows) => [.. rows.SelectMany(r => _set.AsSpan(r * Window, Window).ToArray())];
}
