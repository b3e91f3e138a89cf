using System.Runtime.Intrinsics;
using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public class NormReluPoolTests
{
    private const double Tolerance = 2e-6;              // of the largest value

    private static readonly int[] Batches = [1, 7, 8, 9, 16, 20];
    private static readonly (int Size, bool Average)[] Pools = [(1, false), (2, false), (3, false), (5, false), (1, true), (2, true), (3, true)];
    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 137, 257];

    public static TheoryData<int, int, bool> BatchesAndPools => new(
        from n in Batches
        from pool in Pools
        select (n, pool.Size, pool.Average));

    [Theory]
    [MemberData(nameof(BatchesAndPools))]
    public void Statistics_GarbageInEmptyLanes_MatchReference(int n, int pool, bool average) =>
        Assert.All(Cases(n, pool, average), data =>
        {
            (float[] mean, float[] variance) = data.Statistics();

            (double[] expectedMean, double[] expectedVariance) = data.ExpectedStatistics();
            Near.AssertAll(expectedMean, mean, Tolerance, $"mean of {data}");
            Near.AssertAll(expectedVariance, variance, Tolerance, $"variance of {data}");
        });

    [Theory]
    [MemberData(nameof(BatchesAndPools))]
    public void Forward_EveryLength_MatchesReference(int n, int pool, bool average) =>
        Assert.All(Cases(n, pool, average), data => Near.AssertAll(data.ExpectedForward(), data.Forward(), Tolerance, $"output of {data}"));

    [Theory]
    [MemberData(nameof(BatchesAndPools))]
    public void Backward_GarbageInEmptyLanes_MatchesReference(int n, int pool, bool average) =>
        Assert.All(Cases(n, pool, average), data =>
        {
            (float[] dy, float[] dGamma, float[] dBeta, float[] emptyLanes) = data.Backward();

            (double[] expectedDy, double[] expectedDGamma, double[] expectedDBeta) = data.ExpectedBackward();
            double sizeOfSums = Math.Sqrt(data.N * data.Outputs);       // of terms of either sign, however much they cancel
            Near.AssertAll(expectedDy, dy, Tolerance, $"dy of {data}");
            Near.AssertAll(expectedDGamma, dGamma, Tolerance, $"gradient of gamma of {data}", sizeOfSums);
            Near.AssertAll(expectedDBeta, dBeta, Tolerance, $"gradient of beta of {data}", sizeOfSums);
            Assert.All(emptyLanes, v => Assert.Equal(0, v));
        });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Backward_EqualMaxima_GivesTheFirstTheGradient(int pool)
    {
        double[] steps = [.. Enumerable.Range(0, 8 * 8 * pool).Select(i => (double)(i / pool % 5))];     // all samples of a pooling window are equal
        var data = new NormReluPoolData(8, 1, 8 * pool, pool, average: false, steps);

        (float[] dy, _, _, _) = data.Backward();

        Near.AssertAll(data.ExpectedBackward().Dy, dy, Tolerance, "dy");
    }

    [Fact]
    public void Statistics_LargeOffset_KeepTheVariance()
    {
        double[] y = [.. Draw.Gaussian(16 * 151, 1).Select(v => (double)(float)(1000 + v))];
        var data = new NormReluPoolData(16, 1, 151, 1, average: false, y);

        (float[] mean, float[] variance) = data.Statistics();

        Near.AssertAll(data.ExpectedStatistics().Mean, mean, 1e-6, "mean");
        Near.AssertAll(data.ExpectedStatistics().Variance, variance, 1e-5, "variance");
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(8, 0, 8)]
    [InlineData(9, 0, 8)]
    [InlineData(9, 1, 1)]
    [InlineData(16, 1, 8)]
    [InlineData(8, 1, 0)]
    public void LaneMask_OfAGroup_CoversItsWindows(int windows, int group, int filled)
    {
        Vector256<int> mask = NormReluPool.LaneMask(windows, group).AsInt32();

        Assert.Equal(Enumerable.Range(0, 8).Select(b => b < filled ? -1 : 0), Enumerable.Range(0, 8).Select(b => mask[b]));
    }

    private static IEnumerable<NormReluPoolData> Cases(int n, int pool, bool average) =>
        Lengths.Where(l => l >= pool && n * l > 2).Select(l => new NormReluPoolData(n, 1 + (l % 4), l, pool, average));
}
