using DiTMoS.Data;
using DiTMoS.Training.Calibration;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Training.Calibration;

public class TemperatureScalingTests
{
    [Fact]
    public void Fit_NoRows_IsOne() => Assert.Equal(1, TemperatureScaling.Fit([], [], 3));

    [Fact]
    public void Fit_ThreeOfFourRight_MakesConfidenceThreeAndAHalfOfFive()
    {
        // logits 2 apart, right in 3 of 4 rows and half of the pseudo-window: 1 / (1 + exp(-2 / T)) = 3.5 / 5, so T = 2 / ln (7 / 3)
        float temperature = TemperatureScaling.Fit([2, 0, 2, 0, 0, 2, 5, 3], [0, 0, 0, 0], 2);

        Assert.Equal(2 / Math.Log(7.0 / 3), temperature, 5);
    }

    [Fact]
    public void Fit_EveryRowRight_IsAsSureAsSoFewRowsAllow() =>
        Assert.Equal(1 / Math.Log(5), TemperatureScaling.Fit([1, 0, 0, 1], [0, 1], 2), 5);      // right in 2.5 of 3

    [Fact]
    public void Fit_EveryRowRightByLittle_IsTheMinimum() => Assert.Equal(TemperatureScaling.Minimum, TemperatureScaling.Fit([1e-3f, 0, 0, 1e-3f], [0, 1], 2));

    [Fact]
    public void Fit_EveryRowWrong_IsTheMaximum() => Assert.Equal(TemperatureScaling.Maximum, TemperatureScaling.Fit([1, 0, 0, 1], [1, 0], 2));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Fit_LogitsAllEqual_IsOne(int classes) => Assert.Equal(1, TemperatureScaling.Fit(new float[2 * classes], [0, 0], classes));

    [Fact]
    public void Fit_LogitsTimesFour_IsTimesFour()
    {
        (float[] logits, int[] labels) = Sampled(seed: 1);

        float single = TemperatureScaling.Fit(logits, labels, 4);
        float quadruple = TemperatureScaling.Fit([.. logits.Select(v => 4 * v)], labels, 4);

        Assert.Equal(4, quadruple / single, 5);
    }

    [Fact]
    public void Fit_LabelsDrawnFromTheSoftmax_IsNearOne()
    {
        (float[] logits, int[] labels) = Sampled(seed: 2);

        Assert.InRange(TemperatureScaling.Fit(logits, labels, 4), 0.9f, 1.1f);
    }

    [Fact]
    public void Fit_AnyLogits_IsNoWorseThanItsNeighbours() =>
        Prop.ForAll<int>(seed =>
        {
            (float[] logits, int[] labels) = Sampled(seed);

            double temperature = TemperatureScaling.Fit(logits, labels, 4);

            double least = Loss(logits, labels, temperature);
            Assert.All([0.02, 0.5, 0.97, 1.03, 2, 50], factor => Assert.True(least < Loss(logits, labels, temperature * factor)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Fit_LogitThatIsNotFinite_NamesTheWindow()
    {
        var error = Assert.Throws<OptionException>(() => TemperatureScaling.Fit([0, 1, float.NaN, 1], [0, 0], 2));

        Assert.Contains("Window 1, class 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_LabelWithoutClass_IsRefused() => Assert.Throws<RecordingException>(() => TemperatureScaling.Fit([0, 1], [2], 2));

    private static (float[] Logits, int[] Labels) Sampled(int seed)
    {
        var random = new SeededRandom(seed, "test");
        float[] logits = [.. Enumerable.Range(0, 2000 * 4).Select(_ => (float)(2 * random.NextGaussian()))];
        int[] labels = new int[2000];
        for (int n = 0; n < labels.Length; n++)
        {
            // the largest of logit + Gumbel noise is distributed as the softmax
            labels[n] = Enumerable.Range(0, 4).MaxBy(c => logits[(n * 4) + c] - Math.Log(-Math.Log(1 - random.NextDouble())));
        }

        return (logits, labels);
    }

    private static double Loss(float[] logits, int[] labels, double temperature)
    {
        return labels.Select((label, n) => Cost(n, label) + (Enumerable.Range(0, 4).Average(any => Cost(n, any)) / labels.Length)).Sum();

        double Cost(int n, int label) => Math.Log(Enumerable.Range(0, 4).Sum(c => Math.Exp((logits[(n * 4) + c] - logits[(n * 4) + label]) / temperature)));
    }

    [Fact]
    public void FitMean_TheSameMemberTwice_IsTheTemperatureOfOne()
    {
        float[] logits = [2, 0, 2, 0, 0, 2, 5, 3, 1, -1];
        int[] labels = [0, 0, 0, 0, 1];

        Assert.Equal(TemperatureScaling.Fit(logits, labels, 2), TemperatureScaling.FitMean([logits, logits], labels, 2), 1e-4f);
        Assert.Equal(TemperatureScaling.Fit(logits, labels, 2), TemperatureScaling.FitMean([logits], labels, 2));
        Assert.Equal(1, TemperatureScaling.FitMean([[], []], [], 2));
    }

    [Fact]
    public void FitMean_MembersThatDisagree_IsSharperThanEachAlone()
    {
        float[] first = [3, 0, 3, 0, 0, 3, 3, 0, 3, 0];
        float[] second = [3, 0, 0, 3, 3, 0, 3, 0, 3, 0];
        int[] labels = [0, 0, 0, 0, 1];

        float alone = TemperatureScaling.Fit([.. first, .. second], [.. labels, .. labels], 2);

        Assert.True(TemperatureScaling.FitMean([first, second], labels, 2) < alone, "An average is less sure than its members, so that they may be surer.");
    }
}
