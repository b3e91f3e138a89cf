using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public class DecoupledLossTests
{
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(6, 0)]
    [InlineData(6, 3)]
    [InlineData(17, 16)]
    public void Add_AnyTemperatureAndWeights_MatchesCentralDifferences(int classes, int target)
    {
        foreach ((float temperature, float alpha, float beta) in new[] { (0.5f, 1f, 0f), (1f, 0f, 1f), (4f, 1f, 8f) })
        {
            double[] logits = Logits(classes, 1);
            double[] teacher = Logits(classes, 2);
            var gradient = new float[classes];

            float loss = DecoupledLoss.Add(logits.ToSingle(), teacher.ToSingle(), target, temperature, alpha, beta, 0.5f, gradient);

            Near.AssertAll([Loss(logits, teacher, target, temperature, alpha, beta)], [loss], 10 * Tolerance, "loss");
            Near.AssertAll([.. CentralDifferences.Gradient(logits, () => 0.5 * Loss(logits, teacher, target, temperature, alpha, beta))], gradient, 10 * Tolerance, "gradient");
        }
    }

    // TCKD + (1 - q_t) NCKD is the whole divergence: the identity that the decoupling starts from.
    [Fact]
    public void Add_NonTargetWeightOfTheTeachersDoubt_IsTheKullbackLeiblerDivergence()
    {
        double[] logits = Logits(6, 1);
        double[] teacher = Logits(6, 2);
        double doubt = 1 - Math.Exp(LogSoftmax(teacher, 2)[4]);
        var decoupled = new float[6];
        var whole = new float[6];

        float loss = DecoupledLoss.Add(logits.ToSingle(), teacher.ToSingle(), 4, 2, 1, (float)doubt, 1, decoupled);

        Assert.Equal(SoftmaxLosses.KullbackLeibler(logits.ToSingle(), teacher.ToSingle(), 2, 1, whole), loss, 1e-4f);
        Near.AssertAll([.. whole.Select(v => (double)v)], decoupled, 10 * Tolerance, "gradient");
    }

    [Theory]
    [InlineData(1e4f)]
    [InlineData(1e30f)]
    public void Add_HugeLogits_StaysFinite(float size)
    {
        var gradient = new float[3];

        float agreed = DecoupledLoss.Add([size, 0, -size], [size, 0, -size], 0, 2, 1, 8, 1, gradient);
        float opposed = DecoupledLoss.Add([-size, 0, size], [size, 0, -size], 0, 2, 1, 8, 1, gradient);

        Assert.Equal(0, agreed);
        Assert.True(float.IsFinite(opposed) && opposed > 0, $"The loss of opposed logits was {opposed}.");
        Assert.All(gradient, g => Assert.True(float.IsFinite(g)));
    }

    [Fact]
    public void Add_SingleClass_IsNothing()
    {
        float[] gradient = [3];

        Assert.Equal(0, DecoupledLoss.Add([1], [2], 0, 2, 1, 8, 1, gradient));
        Assert.Equal([3f], gradient);
    }

    private static double[] Logits(int classes, int seed) => [.. Draw.Gaussian(classes, seed).Select(v => (double)(float)(3 * v))];

    private static double[] LogSoftmax(double[] logits, double temperature)
    {
        double logSum = Math.Log(logits.Sum(v => Math.Exp(v / temperature)));
        return [.. logits.Select(v => (v / temperature) - logSum)];
    }

    private static double Loss(double[] logits, double[] teacher, int target, double temperature, double alpha, double beta)
    {
        double[] p = [.. LogSoftmax(logits, temperature).Select(Math.Exp)];
        double[] q = [.. LogSoftmax(teacher, temperature).Select(Math.Exp)];
        double pRest = p.Where((_, k) => k != target).Sum();
        double qRest = q.Where((_, k) => k != target).Sum();
        double tckd = (q[target] * Math.Log(q[target] / p[target])) + (qRest * Math.Log(qRest / pRest));
        double nckd = Enumerable.Range(0, p.Length).Where(k => k != target).Sum(k => q[k] / qRest * Math.Log(q[k] / qRest / (p[k] / pRest)));
        return temperature * temperature * ((alpha * tckd) + (beta * nckd));
    }
}
