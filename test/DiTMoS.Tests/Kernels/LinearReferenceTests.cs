using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public class LinearReferenceTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 4)]
    public void Backward_AnySize_MatchesCentralDifferences(int n, int inputs, int outputs)
    {
        double[] x = Draw.Gaussian(n * inputs, 1);
        double[] w = Draw.Gaussian(outputs * inputs, 2);
        double[] bias = Draw.Gaussian(outputs, 3);
        double[] dy = Draw.Gaussian(n * outputs, 4);
        double Loss() => CentralDifferences.Dot(LinearReference.Forward<double>(x, w, bias, n, inputs, outputs), dy);

        (double[] dx, double[] dw, double[] db) = LinearReference.Backward<double>(x, w, dy, n, inputs, outputs);

        Near.AssertAll(CentralDifferences.Gradient(x, Loss), dx, 1e-8, "dx");
        Near.AssertAll(CentralDifferences.Gradient(w, Loss), dw, 1e-8, "dw");
        Near.AssertAll(CentralDifferences.Gradient(bias, Loss), db, 1e-8, "db");
    }

    [Fact]
    public void Forward_TwoByTwo_MatchesHandCount()
    {
        double[] y = LinearReference.Forward<double>([1, 2], [3, 4, 5, 6], [0.5, -0.5], 1, 2, 2);

        Assert.Equal([11.5, 16.5], y);
    }
}
