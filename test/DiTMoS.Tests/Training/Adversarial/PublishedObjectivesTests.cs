using DiTMoS.Training.Adversarial;

namespace DiTMoS.Tests.Training.Adversarial;

public sealed class PublishedObjectivesTests
{
    private const int Batch = 2;
    private const int Classifiers = 3;
    private const int Classes = 4;
    private const float Overlap = 0.5f;

    private static readonly int[] Labels = [1, 2];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Classifiers_OnSharedWindow_PushesByTheSlopeOfTheStatedLoss(bool isBounded)
    {
        LogitsBackend logits = AllRight();
        var objectives = new PublishedObjectives(Batch, Classifiers, Classes);
        objectives.Judge(logits, Labels);

        objectives.Classifiers(logits, Labels, OverlapOnly(isBounded), new float[Classifiers * 4]);

        float[] values = logits.Classifier[1];
        for (int j = 0; j < values.Length; j++)
        {
            float kept = values[j];
            values[j] = kept + 1e-3f;
            double above = Loss(values, isBounded);
            values[j] = kept - 1e-3f;
            double below = Loss(values, isBounded);
            values[j] = kept;
            Assert.Equal((above - below) / ((double)(kept + 1e-3f) - (kept - 1e-3f)), logits.ClassifierSlopes[1][j], 1e-4);
        }
    }

    [Fact]
    public void Classifiers_OnWindowForgottenSinceJudged_LetsGoOnlyWhereOverlapIsBounded()
    {
        LogitsBackend logits = AllRight();
        var objectives = new PublishedObjectives(Batch, Classifiers, Classes);
        objectives.Judge(logits, Labels);
        logits.Classifier[1][Labels[0]] = -20;

        objectives.Classifiers(logits, Labels, OverlapOnly(isBounded: true), new float[Classifiers * 4]);
        float bounded = logits.ClassifierSlopes[1][Labels[0]];
        objectives.Classifiers(logits, Labels, OverlapOnly(isBounded: false), new float[Classifiers * 4]);
        float unbounded = logits.ClassifierSlopes[1][Labels[0]];

        Assert.Equal(0, bounded, 1e-6);
        Assert.Equal(Overlap / Batch, unbounded, 1e-3);
    }

    [Fact]
    public void Classifiers_AfterLogitsChange_FollowTheMasksOfTheLastJudgement()
    {
        LogitsBackend logits = AllRight();
        var objectives = new PublishedObjectives(Batch, Classifiers, Classes);
        logits.Classifier[0].AsSpan().Clear();
        logits.Classifier[2].AsSpan().Clear();
        objectives.Judge(logits, Labels);                       // classifier 1 alone is right about both
        logits.Classifier[1].AsSpan().Clear();
        var parts = new float[Classifiers * 4];

        objectives.Classifiers(logits, Labels, new AdversarialOptions(), parts);

        Assert.Equal(Math.Log(Classes), parts[5], 1e-5);        // CE_single of classifier 1, now undecided
        Assert.Equal(0, parts[1]);
        Assert.Equal(0, parts[9]);
    }

    private static AdversarialOptions OverlapOnly(bool isBounded) => new()
    {
        SingleWeight = 0,
        UnionWeight = 0,
        OverlapWeight = Overlap,
        OverlapIsBounded = isBounded,
    };

    // Every classifier is right about every window; all are routed to classifier 0.
    private static LogitsBackend AllRight()
    {
        var logits = new LogitsBackend(Batch, Classifiers, Classes, Classifiers);
        for (int b = 0; b < Batch; b++)
        {
            logits.Selector[b * Classifiers] = 10;
            foreach (float[] classifier in logits.Classifier)
            {
                classifier[(b * Classes) + Labels[b]] = 4;
            }
        }

        return logits;
    }

    // What the options ask of one classifier that is right about both windows, in double.
    private static double Loss(float[] logits, bool isBounded)
    {
        double total = 0;
        for (int b = 0; b < Batch; b++)
        {
            double[] e = [.. logits.AsSpan(b * Classes, Classes).ToArray().Select(v => Math.Exp(v))];
            double p = e[Labels[b]] / e.Sum();
            total -= Overlap / Batch * (isBounded ? 1 - p : -Math.Log(p));
        }

        return total;
    }
}
