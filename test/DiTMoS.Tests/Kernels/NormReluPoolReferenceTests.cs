using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public class NormReluPoolReferenceTests
{
    private const double Tolerance = 1e-7;

    [Fact]
    public void NormBackward_BatchStatistics_MatchesCentralDifferences()
    {
        double[] y = Draw.Gaussian(3 * 2 * 5, 1);
        double[] gamma = Draw.Gaussian(2, 2);
        double[] beta = Draw.Gaussian(2, 3);
        double[] dz = Draw.Gaussian(y.Length, 4);
        double Loss()
        {
            (double[] mean, double[] variance) = NormReluPoolReference.Statistics<double>(y, 3, 2, 5);
            return CentralDifferences.Dot(NormReluPoolReference.Norm<double>(y, mean, variance, gamma, beta, 3, 2, 5), dz);
        }

        (double[] dy, double[] dGamma, double[] dBeta) = NormReluPoolReference.NormBackward<double>(y, dz, gamma, 3, 2, 5);

        Near.AssertAll(CentralDifferences.Gradient(y, Loss), dy, Tolerance, "dy");
        Near.AssertAll(CentralDifferences.Gradient(gamma, Loss), dGamma, Tolerance, "gradient of gamma");
        Near.AssertAll(CentralDifferences.Gradient(beta, Loss), dBeta, Tolerance, "gradient of beta");
    }

    [Fact]
    public void ReluBackward_AwayFromZero_MatchesCentralDifferences()
    {
        double[] z = Draw.Gaussian(40, 1);
        double[] da = Draw.Gaussian(40, 2);

        double[] dz = NormReluPoolReference.ReluBackward<double>(z, da);

        Near.AssertAll(CentralDifferences.Gradient(z, () => CentralDifferences.Dot(NormReluPoolReference.Relu<double>(z), da)), dz, Tolerance, "dz");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void PoolBackward_DifferentSamples_MatchesCentralDifferences(int pool, bool average)
    {
        const int Rows = 6;
        const int Length = 11;
        double[] a = Draw.Gaussian(Rows * Length, 1);
        double[] dp = Draw.Gaussian(Rows * (Length / pool), 2);
        double Loss() => CentralDifferences.Dot(NormReluPoolReference.Pool<double>(a, Rows, Length, pool, average), dp);

        double[] da = NormReluPoolReference.PoolBackward<double>(a, dp, Rows, Length, pool, average);

        Near.AssertAll(CentralDifferences.Gradient(a, Loss), da, Tolerance, "da");
    }

    [Fact]
    public void Pool_SamplesBehindTheLastWholeWindow_AreDropped()
    {
        Assert.Equal([2, 4], NormReluPoolReference.Pool<double>([1, 2, 4, 3, 9], 1, 5, 2, average: false));
        Assert.Equal([1.5, 3.5], NormReluPoolReference.Pool<double>([1, 2, 4, 3, 9], 1, 5, 2, average: true));
    }

    [Fact]
    public void Statistics_OfTwoChannels_MatchHandCount()
    {
        (double[] mean, double[] variance) = NormReluPoolReference.Statistics<double>([1, 3, 10, 10, 5, 7, 10, 14], 2, 2, 2);

        Assert.Equal([4, 11], mean);
        Assert.Equal([5, 3], variance);
    }
}
