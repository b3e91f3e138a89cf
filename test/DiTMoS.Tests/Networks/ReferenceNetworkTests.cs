using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

public class ReferenceNetworkTests
{
    private const int N = 3;
    private const int Every = 13;                       // values between two that are looked at
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData("padded, average pools")]
    [InlineData("strided")]
    [InlineData("grouped, first block not folded")]
    public void Backward_OfANetwork_MatchesCentralDifferences(string shape)
    {
        NetworkSpec spec = NetworkShapes.All[shape];
        var network = new ReferenceNetwork(NetworkShapes.Random(spec));
        double[] x = Draw.Gaussian(N * spec.Channels * spec.Length, 1);
        double[] dLogits = Draw.Gaussian(N * spec.Outputs, 2);
        double Loss() => CentralDifferences.Dot(network.Forward(x, N, training: true), dLogits);
        Loss();

        double[] gradients = network.Backward(dLogits);

        Near.AssertAll(CentralDifferences.Gradient(network.Values, Loss, Every), Some(gradients), Tolerance, "gradients");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_OfAReadNetwork_MatchesCentralDifferences(bool padded)
    {
        (NetworkSpec readSpec, NetworkSpec readerSpec) = NetworkShapes.Aggregated(padded);
        var read = new ReferenceNetwork(NetworkShapes.Random(readSpec, 1));
        var reader = new ReferenceNetwork(NetworkShapes.Random(readerSpec, 2));
        double[] x = Draw.Gaussian(N * readSpec.Channels * readSpec.Length, 1);
        double[] dRead = Draw.Gaussian(N * readSpec.Outputs, 2);
        double[] dReader = Draw.Gaussian(N * readerSpec.Outputs, 3);
        double Loss() => CentralDifferences.Dot(read.Forward(x, N, training: true), dRead)
            + CentralDifferences.Dot(reader.Forward(x, N, training: true, read), dReader);
        Loss();

        double[] ofReader = reader.Backward(dReader);
        double[] ofRead = read.Backward(dRead, reader);

        Near.AssertAll(CentralDifferences.Gradient(reader.Values, Loss, Every), Some(ofReader), Tolerance, "the reader's gradients");
        Near.AssertAll(CentralDifferences.Gradient(read.Values, Loss, Every), Some(ofRead), Tolerance, "the read network's gradients");
    }

    private static double[] Some(double[] gradients) => [.. gradients.Where((_, i) => i % Every == 0)];
}
