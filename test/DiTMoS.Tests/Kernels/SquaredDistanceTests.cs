using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public class SquaredDistanceTests
{
    public static TheoryData<int> Features => [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 257];

    [Theory]
    [MemberData(nameof(Features))]
    public void ToRows_AnyNumberOfFeatures_MatchesReference(int features)
    {
        const int Rows = 7;                                     // two groups of three and one left over
        float[] x = Gaussian(features, 1);
        float[] rows = Gaussian(Rows * features, 2);
        float[] distances = new float[Rows];

        SquaredDistance.ToRows(new PaddedRows(x, features).Row(0), new PaddedRows(rows, features).Values, distances);

        for (int j = 0; j < Rows; j++)
        {
            double expected = Reference(x, rows.AsSpan(j * features, features));
            Assert.InRange(distances[j], expected * (1 - 1e-5), expected * (1 + 1e-5));
        }
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void ToRows_AnyNumberOfRows_IsBitEqualToOneByOne(int features)
    {
        for (int count = 0; count <= 8; count++)
        {
            var x = new PaddedRows(Gaussian(features, 3), features);
            var rows = new PaddedRows(Gaussian(count * features, 4), features);
            float[] together = new float[count];

            SquaredDistance.ToRows(x.Row(0), rows.Values, together);

            float[] oneByOne = [.. Enumerable.Range(0, count).Select(j => SquaredDistance.Between(x.Row(0), rows.Row(j)))];
            Assert.Equal(oneByOne, together);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(-2e15f)]
    public void IndexOfUnusable_BadValue_IsFound(float bad)
    {
        Assert.Equal(2, PaddedRows.IndexOfUnusable([0, 1e15f, bad, float.NaN]));
        Assert.Equal(-1, PaddedRows.IndexOfUnusable([0, 1e15f, -1e15f]));
    }

    private static double Reference(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (int f = 0; f < x.Length; f++)
        {
            sum += ((double)x[f] - y[f]) * ((double)x[f] - y[f]);
        }

        return sum;
    }

    private static float[] Gaussian(int length, int seed)
    {
        var random = new SeededRandom(seed, "test");
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextGaussian())];
    }
}
