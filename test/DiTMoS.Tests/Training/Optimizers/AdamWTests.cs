using DiTMoS.Training.Optimizers;

namespace DiTMoS.Tests.Training.Optimizers;

public class AdamWTests
{
    private const double Tolerance = 1e-6;
    private const float WeightDecay = 0.1f;
    private const double Beta1 = 0.9f;                      // as float holds them: 1 - 0.999f is not quite 0.001
    private const double Beta2 = 0.999f;

    private static readonly float[] LearningRates = [0.1f, 0.1f, 0.05f, 0.2f, 0.01f];

    public static TheoryData<int> Lengths => OptimizerData.Lengths;

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Step_AnyLength_FollowsItsDefinition(int length)
    {
        var optimizer = new AdamW(length, WeightDecay);

        float[] actual = optimizer.Run(length, LearningRates);

        double[] w = OptimizerData.Values(length);
        double[] m = new double[length];
        double[] v = new double[length];
        for (int step = 1; step <= LearningRates.Length; step++)
        {
            double rate = LearningRates[step - 1];
            double[] g = OptimizerData.Gradients(length, step - 1);
            for (int i = 0; i < length; i++)
            {
                w[i] -= rate * WeightDecay * w[i];
                m[i] = (Beta1 * m[i]) + ((1 - Beta1) * g[i]);
                v[i] = (Beta2 * v[i]) + ((1 - Beta2) * g[i] * g[i]);
                w[i] -= rate * (m[i] / (1 - Math.Pow(Beta1, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(Beta2, step))) + 1e-8);
            }
        }

        Near.AssertAll(w, actual, Tolerance, "values");
        Near.AssertAll(m, optimizer.State[0], Tolerance, "first moments");
        Near.AssertAll(v, optimizer.State[1], Tolerance, "second moments", floor: 0);
        Assert.Equal(LearningRates.Length, optimizer.Steps);
    }

    [Fact]
    public void Step_TheFirst_MovesByTheLearningRateWhateverTheGradient()
    {
        float[] values = [0, 0, 0];

        new AdamW(3, 0).Step(values, [1e-3f, -1, 1e3f], 0.5f);

        Near.AssertAll([-0.5, 0.5, -0.5], values, 2e-5, "values");      // ε counts beside a gradient of 1e-3
    }

    [Fact]
    public void Step_ZeroGradients_OnlyDecays()
    {
        float[] values = [1, -2];

        new AdamW(2, 0.5f).Step(values, [0, 0], 0.5f);

        Assert.Equal([0.75f, -1.5f], values);
    }

    [Fact]
    public void Reset_AfterSomeSteps_ForgetsMomentsAndSteps()
    {
        var fresh = new AdamW(9, WeightDecay);
        var used = new AdamW(9, WeightDecay);
        used.Run(9, LearningRates);

        used.Reset();

        Assert.Equal(0, used.Steps);
        Assert.All(used.State, state => Assert.All(state, v => Assert.Equal(0, v)));
        Assert.Equal(fresh.Run(9, LearningRates), used.Run(9, LearningRates));
    }
}
