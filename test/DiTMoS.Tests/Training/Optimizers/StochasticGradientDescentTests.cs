using DiTMoS.Training.Optimizers;

namespace DiTMoS.Tests.Training.Optimizers;

public class StochasticGradientDescentTests
{
    private const double Tolerance = 1e-6;

    private static readonly float[] LearningRates = [0.1f, 0.1f, 0.05f, 0.2f, 0.01f];

    public static TheoryData<int> Lengths => OptimizerData.Lengths;

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Step_WithNesterov_FollowsItsDefinition(int length) => AssertFollows(length, 0.9f, nesterov: true, 1e-2f);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Step_WithoutNesterov_FollowsItsDefinition(int length) => AssertFollows(length, 0.9f, nesterov: false, 1e-2f);

    [Fact]
    public void Step_WithoutMomentumAndDecay_IsPlainDescent()
    {
        float[] values = [1, 2];

        new StochasticGradientDescent(2, 0, nesterov: false, 0).Step(values, [4, -8], 0.25f);

        Assert.Equal([0, 4], values);
    }

    [Fact]
    public void Reset_AfterSomeSteps_ForgetsMomentumAndSteps()
    {
        var fresh = new StochasticGradientDescent(9, 0.9f, nesterov: true, 1e-4f);
        var used = new StochasticGradientDescent(9, 0.9f, nesterov: true, 1e-4f);
        used.Run(9, LearningRates);

        used.Reset();

        Assert.Equal(0, used.Steps);
        Assert.All(used.State, state => Assert.All(state, v => Assert.Equal(0, v)));
        Assert.Equal(fresh.Run(9, LearningRates), used.Run(9, LearningRates));
    }

    private static void AssertFollows(int length, float momentum, bool nesterov, float weightDecay)
    {
        var optimizer = new StochasticGradientDescent(length, momentum, nesterov, weightDecay);

        float[] actual = optimizer.Run(length, LearningRates);

        double[] w = OptimizerData.Values(length);
        double[] v = new double[length];
        for (int step = 0; step < LearningRates.Length; step++)
        {
            double[] gradients = OptimizerData.Gradients(length, step);
            for (int i = 0; i < length; i++)
            {
                double g = gradients[i] + (weightDecay * w[i]);
                v[i] = (momentum * v[i]) + g;
                w[i] -= LearningRates[step] * (nesterov ? g + (momentum * v[i]) : v[i]);
            }
        }

        Near.AssertAll(w, actual, Tolerance, "values");
        Near.AssertAll(v, optimizer.State[0], Tolerance, "velocity");
        Assert.Equal(LearningRates.Length, optimizer.Steps);
    }
}
