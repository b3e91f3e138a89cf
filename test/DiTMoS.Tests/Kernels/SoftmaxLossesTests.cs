using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public class SoftmaxLossesTests
{
    private const double Tolerance = 1e-6;

    public static TheoryData<int> Classes => [1, 2, 6, 17, 33];

    [Theory]
    [MemberData(nameof(Classes))]
    public void CrossEntropy_WithAndWithoutSmoothing_MatchesCentralDifferences(int classes)
    {
        foreach (float smoothing in new[] { 0, 0.1f })
        {
            double[] logits = Logits(classes, 1);
            int target = classes / 2;
            var gradient = new float[classes];

            float loss = SoftmaxLosses.CrossEntropy(logits.ToSingle(), target, 0.5f, smoothing, gradient);

            Near.AssertAll([CrossEntropy(logits, target, smoothing)], [loss], Tolerance, "loss");
            Near.AssertAll([.. CentralDifferences.Gradient(logits, () => 0.5 * CrossEntropy(logits, target, smoothing))], gradient, Tolerance, "gradient");
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void KullbackLeibler_AnyTemperature_MatchesCentralDifferences(int classes)
    {
        foreach (float temperature in new[] { 0.5f, 1, 4 })
        {
            double[] logits = Logits(classes, 1);
            double[] teacher = Logits(classes, 2);
            var gradient = new float[classes];

            float loss = SoftmaxLosses.KullbackLeibler(logits.ToSingle(), teacher.ToSingle(), temperature, 0.5f, gradient);

            Near.AssertAll([KullbackLeibler(logits, teacher, temperature)], [loss], 10 * Tolerance, "loss");
            Near.AssertAll([.. CentralDifferences.Gradient(logits, () => 0.5 * KullbackLeibler(logits, teacher, temperature))], gradient, Tolerance, "gradient");
        }
    }

    [Fact]
    public void BothLosses_GradientThatHoldsSomething_IsAddedTo()
    {
        float[] fresh = new float[3];
        float[] added = [10, 20, 30];

        SoftmaxLosses.CrossEntropy([1, 2, 3], 0, 1, 0, fresh);
        SoftmaxLosses.CrossEntropy([1, 2, 3], 0, 1, 0, added);
        SoftmaxLosses.KullbackLeibler([1, 2, 3], [3, 2, 1], 2, 1, fresh);
        SoftmaxLosses.KullbackLeibler([1, 2, 3], [3, 2, 1], 2, 1, added);

        Near.AssertAll([10 + fresh[0], 20 + fresh[1], 30 + fresh[2]], added, Tolerance, "gradient");
    }

    [Theory]
    [InlineData(1e4f)]
    [InlineData(1e30f)]
    public void BothLosses_HugeLogits_StayFinite(float size)
    {
        float[] logits = [size, 0, -size];
        var gradient = new float[3];

        float right = SoftmaxLosses.CrossEntropy(logits, 0, 1, 0, gradient);
        float wrong = SoftmaxLosses.CrossEntropy(logits, 2, 1, 0, gradient);
        float divergence = SoftmaxLosses.KullbackLeibler(logits, [-size, 0, size], 2, 1, gradient);

        Assert.Equal(0, right);
        Assert.Equal(2 * size, wrong);
        Assert.Equal(4 * size, divergence);             // T² · (the size on either side) / T
        Assert.Equal([3, 0, -3], gradient);
    }

    [Fact]
    public void Softmax_OfLogits_SumsToOneAndReturnsTheLogOfTheSum()
    {
        double[] logits = Logits(17, 1);
        var probabilities = new float[17];

        float logSum = SoftmaxLosses.Softmax(logits.ToSingle(), probabilities);

        double expected = Math.Log(logits.Sum(Math.Exp));
        Near.AssertAll([expected], [logSum], Tolerance, "log of the sum");
        Near.AssertAll([.. logits.Select(v => Math.Exp(v - expected))], probabilities, Tolerance, "probabilities", floor: 0);
    }

    private static double[] Logits(int classes, int seed) => [.. Draw.Gaussian(classes, seed).Select(v => (double)(float)(3 * v))];

    private static double[] LogSoftmax(double[] logits, double temperature)
    {
        double logSum = Math.Log(logits.Sum(v => Math.Exp(v / temperature)));
        return [.. logits.Select(v => (v / temperature) - logSum)];
    }

    private static double CrossEntropy(double[] logits, int target, double smoothing)
    {
        double[] log = LogSoftmax(logits, 1);
        return -((1 - smoothing) * log[target]) - (smoothing * log.Average());
    }

    private static double KullbackLeibler(double[] logits, double[] teacher, double temperature)
    {
        double[] p = LogSoftmax(logits, temperature);
        double[] q = LogSoftmax(teacher, temperature);
        return temperature * temperature * p.Zip(q, (a, b) => Math.Exp(b) * (b - a)).Sum();
    }
}
