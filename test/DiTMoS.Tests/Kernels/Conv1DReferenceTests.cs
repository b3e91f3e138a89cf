using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public class Conv1DReferenceTests
{
    [Theory]
    [InlineData(1, 1, 5, 1, 1, 1, 0, 1)]
    [InlineData(2, 3, 9, 4, 4, 1, 0, 1)]
    [InlineData(2, 3, 9, 4, 5, 1, 2, 1)]
    [InlineData(1, 4, 11, 6, 3, 2, 1, 2)]
    [InlineData(2, 4, 12, 4, 4, 3, 3, 4)]
    public void Backward_AnyShape_MatchesCentralDifferences(int n, int c, int l, int o, int k, int stride, int padding, int groups)
    {
        var s = new Conv1DShape(n, c, l, o, k, stride, padding, groups);
        var data = new Conv1DData(s);
        double Loss() => CentralDifferences.Dot(Conv1DReference.Forward<double>(data.X, data.W, data.Bias, s), data.Dy);

        (double[] dx, double[] dw, double[] db) = Conv1DReference.Backward<double>(data.X, data.W, data.Dy, s);

        Near.AssertAll(CentralDifferences.Gradient(data.X, Loss), dx, 1e-8, "dx");
        Near.AssertAll(CentralDifferences.Gradient(data.W, Loss), dw, 1e-8, "dw");
        Near.AssertAll(CentralDifferences.Gradient(data.Bias, Loss), db, 1e-8, "db");
    }

    [Fact]
    public void Forward_PaddedStridedAndGrouped_MatchesHandCount()
    {
        double[] x = [1, 2, 3, 10, 20, 30];                 // two channels, each read by one output
        double[] w = [1, 2, 3, 4];

        double[] y = Conv1DReference.Forward<double>(x, w, [0.5, -0.5], new Conv1DShape(1, 2, 3, 2, 2, Stride: 2, Padding: 1, Groups: 2));

        Assert.Equal([2.5, 8.5, 39.5, 179.5], y);           // 2·1, 1·2 + 2·3; 4·10, 3·20 + 4·30
    }
}
