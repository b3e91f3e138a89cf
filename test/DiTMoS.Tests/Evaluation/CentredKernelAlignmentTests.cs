using DiTMoS.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Evaluation;

public class CentredKernelAlignmentTests
{
    [Fact]
    public void Linear_OneFeatureEach_IsTheSquaredCorrelation()
    {
        // centred (-1, 0, 1) and (-1, 1, 0): r = 1 / 2
        Assert.Equal(0.25, CentredKernelAlignment.Linear([0, 1, 2], 1, [5, 7, 6], 1, 3), 12);
    }

    [Fact]
    public void Linear_TwoOrthogonalFeatures_IsThatByHand()
    {
        // centred X has columns u, v (orthogonal, |u|² = |v|² = 2), centred Y = 2u and v:
        // Y'X = diag(4, 2), X'X = diag(2, 2), Y'Y = diag(8, 2): 20 / (sqrt(8) sqrt(68))
        float[] x = [1, 0, -1, 0, 0, 1, 0, -1];
        float[] y = [2, 0, -2, 0, 0, 1, 0, -1];

        Assert.Equal(20 / Math.Sqrt(8 * 68), CentredKernelAlignment.Linear(x, 2, y, 2, 4), 12);
    }

    [Fact]
    public void Linear_UncorrelatedFeatures_IsZero() =>
        Assert.Equal(0, CentredKernelAlignment.Linear([1, -1, 0, 0], 1, [0, 0, 1, -1], 1, 4), 12);

    [Fact]
    public void Linear_SameForAllWindows_IsZero() =>
        Assert.Equal(0, CentredKernelAlignment.Linear([0.1f, 0.1f, 0.1f], 1, [1, 2, 3], 1, 3));

    [Theory]
    [InlineData(40, 3, 5)]
    [InlineData(7, 12, 3)]
    [InlineData(5, 9, 17)]
    public void Linear_BothForms_AgreeWithReference(int count, int xFeatures, int yFeatures)
    {
        float[] x = Gaussian(count * xFeatures, 1);
        float[] y = Gaussian(count * yFeatures, 2);

        double expected = Reference(x, y, count);

        Assert.Equal(expected, CentredKernelAlignment.Linear(x, xFeatures, y, yFeatures, count, useGram: false), 12);
        Assert.Equal(expected, CentredKernelAlignment.Linear(x, xFeatures, y, yFeatures, count, useGram: true), 12);
        Assert.Equal(expected, CentredKernelAlignment.Linear(y, yFeatures, x, xFeatures, count), 12);
    }

    [Fact]
    public void Linear_RotationScalingAndShift_ChangeNothing() =>
        Prop.ForAll<int>(seed =>
        {
            const int Count = 21;
            var random = new SeededRandom(seed, "test");
            float[] x = Gaussian(Count * 2, seed);
            float[] y = Gaussian(Count * 30, seed, "other");
            double angle = 7 * random.NextDouble();
            double scale = 0.1 + (5 * random.NextDouble());
            float[] turned = new float[x.Length];
            for (int n = 0; n < Count; n++)
            {
                turned[2 * n] = (float)(scale * ((Math.Cos(angle) * x[2 * n]) - (Math.Sin(angle) * x[(2 * n) + 1]))) + 3;
                turned[(2 * n) + 1] = (float)(scale * ((Math.Sin(angle) * x[2 * n]) + (Math.Cos(angle) * x[(2 * n) + 1]))) - 2;
            }

            double expected = CentredKernelAlignment.Linear(x, 2, y, 30, Count);

            Assert.Equal(expected, CentredKernelAlignment.Linear(turned, 2, y, 30, Count), 5);
            Assert.Equal(1, CentredKernelAlignment.Linear(turned, 2, x, 2, Count), 5);
            Assert.Equal(1, CentredKernelAlignment.Linear(y, 30, y, 30, Count), 12);
            Assert.InRange(expected, 0, 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void Linear_OneFeatureStretched_Changes()
    {
        float[] x = Gaussian(60, 1);
        float[] stretched = [.. x.Select((v, i) => i % 2 == 0 ? 10 * v : v)];

        Assert.InRange(CentredKernelAlignment.Linear(x, 2, stretched, 2, 30), 0.3, 0.95);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(100)]
    public void Matrix_ThreeRepresentations_HoldsEachPair(int count)
    {
        float[][] values = [Gaussian(count * 3, 1), Gaussian(count * 20, 2), Gaussian(count, 3)];

        double[] matrix = CentredKernelAlignment.Matrix([.. values.Select(v => new ReadOnlyMemory<float>(v))], count);

        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                Assert.Equal(Reference(values[i], values[j], count), matrix[(i * 3) + j], 12);
            }
        }
    }

    [Fact]
    public void Linear_LengthThatDoesNotFit_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => CentredKernelAlignment.Linear([1, 2, 3], 1, [1, 2, 3, 4], 1, 3));
        Assert.Throws<ArgumentException>(() => CentredKernelAlignment.Matrix([new float[7]], 3));
    }

    private static double Reference(float[] x, float[] y, int count)
    {
        return Cross(x, y) / Math.Sqrt(Cross(x, x) * Cross(y, y));

        double Cross(float[] a, float[] b)
        {
            double[][] left = Columns(a);
            double[][] right = Columns(b);
            return left.Sum(u => right.Sum(v => Math.Pow(u.Zip(v, (p, q) => p * q).Sum(), 2)));
        }

        double[][] Columns(float[] values)
        {
            int features = values.Length / count;
            return [.. Enumerable.Range(0, features).Select(f =>
            {
                double[] column = [.. Enumerable.Range(0, count).Select(n => (double)values[(n * features) + f])];
                return column.Select(v => v - column.Average()).ToArray();
            })];
        }
    }

    private static float[] Gaussian(int length, int seed, string purpose = "values")
    {
        var random = new SeededRandom(seed, purpose);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextGaussian())];
    }
}
