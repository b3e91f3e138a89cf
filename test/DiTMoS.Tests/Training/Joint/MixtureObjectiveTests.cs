using DiTMoS.Training.Joint;

namespace DiTMoS.Tests.Training.Joint;

public sealed class MixtureObjectiveTests
{
    private const int Batch = 5;
    private const int Classifiers = 3;
    private const int Classes = 4;

    public static TheoryData<bool, float, float, float> Variants => new()
    {
        { false, 0, 0, 0 },
        { true, 0, 0, 0 },
        { true, 0.1f, 0, 0 },
        { true, 0.1f, 0.2f, 0 },
        { false, 0.1f, 0.2f, 0.7f },
        { true, 0.05f, 0.05f, 0.7f },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Compute_Gradients_AreThoseOfTheLoss(bool hasBase, float smoothing, float loadBalancing, float distillation)
    {
        var logits = Logits(hasBase);
        var options = new JointOptions { LoadBalancing = loadBalancing, BaseLoss = hasBase ? 0.3f : 0, Distillation = distillation };
        int[] labels = [0, 1, 2, 3, 1];
        float[] weights = [1, 0.5f, 2, 1];
        var random = new SeededRandom(4, "teacher");
        float[] teacher = distillation == 0 ? [] : [.. Enumerable.Range(0, Batch * Classes).Select(_ => (float)random.NextGaussian())];
        var objective = new MixtureObjective(Batch, Classifiers, Classes, hasBase, weights);

        objective.Compute(logits, labels, new int[Batch], guidance: 0, smoothing, teacher, options);

        AssertSlopes(logits.Selector, logits.SelectorSlopes);
        for (int i = 0; i < Classifiers; i++)
        {
            AssertSlopes(logits.Classifier[i], logits.ClassifierSlopes[i]);
        }

        void AssertSlopes(float[] values, float[] slopes)
        {
            for (int j = 0; j < values.Length; j++)
            {
                float kept = values[j];
                values[j] = kept + 1e-2f;
                double above = Loss(logits, hasBase, labels, weights, smoothing, teacher, options);
                values[j] = kept - 1e-2f;
                double below = Loss(logits, hasBase, labels, weights, smoothing, teacher, options);
                values[j] = kept;
                Assert.Equal((above - below) / ((double)(kept + 1e-2f) - (kept - 1e-2f)), slopes[j], 2e-4);
            }
        }
    }

    [Fact]
    public void Compute_UnderFullGuidance_TeachesRoutingAndCreditFromTheSubsets()
    {
        var logits = Logits(hasBase: false);
        var objective = new MixtureObjective(Batch, Classifiers, Classes, hasBase: false, [1, 1, 1, 1]);
        int[] subsets = [2, 2, 0, 1, 0];

        objective.Compute(logits, new int[Batch], subsets, guidance: 1, 0, [], new JointOptions { LoadBalancing = 0 });

        for (int b = 0; b < Batch; b++)
        {
            for (int i = 0; i < Classifiers; i++)
            {
                Assert.Equal(subsets[b] == i, logits.SelectorSlopes[(b * Classifiers) + i] < 0);
                Assert.Equal(subsets[b] == i, logits.ClassifierSlopes[i].AsSpan(b * Classes, Classes).ContainsAnyExcept(0f));
            }
        }
    }

    private static LogitsBackend Logits(bool hasBase) => new(Batch, Classifiers, Classes, Classifiers + (hasBase ? Classes : 0));

    // The loss as JointOptions states it, in double.
    private static double Loss(LogitsBackend logits, bool hasBase, int[] labels, float[] weights, float smoothing, float[] teacher, JointOptions options)
    {
        int outputs = Classifiers + (hasBase ? Classes : 0);
        var mean = new double[Classifiers];
        double total = 0;
        for (int b = 0; b < Batch; b++)
        {
            double[] routing = Softmax([.. logits.Selector.AsSpan(b * outputs, Classifiers).ToArray().Select(v => (double)v)]);
            double[] shared = [.. Enumerable.Range(0, Classes).Select(k => hasBase ? logits.Selector[(b * outputs) + Classifiers + k] : 0.0)];
            double likelihood = 0;
            for (int i = 0; i < Classifiers; i++)
            {
                mean[i] += routing[i] / Batch;
                double[] combined = [.. shared.Select((v, k) => v + logits.Classifier[i][(b * Classes) + k])];
                double cost = CrossEntropy(combined, labels[b], smoothing);
                if (teacher.Length > 0)
                {
                    cost += options.Distillation * Divergence(combined, [.. teacher.AsSpan(b * Classes, Classes).ToArray().Select(v => (double)v)], options.DistillationTemperature);
                }

                likelihood += routing[i] * Math.Exp(-cost);
            }

            double weight = weights[labels[b]] / (double)Batch;
            total -= weight * Math.Log(likelihood);
            total += hasBase ? weight * options.BaseLoss * CrossEntropy(shared, labels[b], smoothing) : 0;
        }

        return total + (options.LoadBalancing * mean.Sum(m => m * Math.Log(m)));
    }

    private static double CrossEntropy(double[] logits, int label, double smoothing)
    {
        double[] p = Softmax(logits);
        return -p.Select((v, k) => ((k == label ? 1 - smoothing : 0) + (smoothing / p.Length)) * Math.Log(v)).Sum();
    }

    private static double Divergence(double[] student, double[] teacher, double temperature)
    {
        double[] p = Softmax([.. student.Select(v => v / temperature)]);
        double[] q = Softmax([.. teacher.Select(v => v / temperature)]);
        return temperature * temperature * q.Select((v, k) => v * Math.Log(v / p[k])).Sum();
    }

    private static double[] Softmax(double[] logits)
    {
        double sum = logits.Sum(Math.Exp);
        return [.. logits.Select(v => Math.Exp(v) / sum)];
    }
}
