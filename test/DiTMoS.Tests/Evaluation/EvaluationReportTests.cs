using DiTMoS.Networks;
using DiTMoS.Data;
using DiTMoS.Evaluation;
using FsCheck;
using FsCheck.Fluent;
using Interval = DiTMoS.Evaluation.Interval;

namespace DiTMoS.Tests.Evaluation;

public class EvaluationReportTests
{
    private static readonly string[] Names = ["walk", "run", "sit"];

    /// <summary>Four windows, two classifiers. Answers (first, second), route, truth: (0, 1) first 0; (1, 1) second 0; (1, 0) first 0; (1, 1) first 1.</summary>
    private static readonly RoutedScores Four = Scores([(0, 1, 0), (1, 1, 1), (1, 0, 0), (1, 1, 0)]);

    private static readonly int[] FourLabels = [0, 0, 0, 1];

    [Fact]
    public void From_FourWindows_CountsByHand()
    {
        EvaluationReport report = EvaluationReport.From(Four, FourLabels, Names);

        Assert.Equal(4, report.Count);
        Assert.Equal(2.0 / 4, report.Accuracy);
        Assert.Equal(3.0 / 4, report.UnionAccuracy);
        Assert.Equal(2.0 / 3, report.SelectorAccuracy, 12);
        Assert.Equal([1, 2, 1], report.CorrectHistogram);
        Assert.Equal([0.75, 0.25], report.LoadPerClassifier);
        Assert.Equal([0.5, 0.5], report.AccuracyPerClassifier);
        Assert.Equal([1, 2, 0, 0, 1, 0, 0, 0, 0], report.ConfusionMatrix);
        Assert.Equal(4, report.ResampledUnits);
    }

    [Fact]
    public void From_FourWindows_HasClassMetricsByHand()
    {
        EvaluationReport report = EvaluationReport.From(Four, FourLabels, Names);

        Assert.Equal(new ClassMetrics("walk", 1, 1.0 / 3, 0.5, 3), report.PerClass[0]);
        Assert.Equal(new ClassMetrics("run", 1.0 / 3, 1, 0.5, 1), report.PerClass[1]);
        Assert.Equal(new ClassMetrics("sit", 0, 0, 0, 0), report.PerClass[2]);
        Assert.Equal(0.5, report.MacroF1);                      // sit occurs nowhere and does not count
    }

    [Fact]
    public void From_ClassOnlyPredicted_CountsInMacroF1()
    {
        EvaluationReport report = EvaluationReport.From(Scores([(0, 0, 0), (2, 2, 0)]), [0, 0], Names);

        Assert.Equal(2.0 / 3 / 2, report.MacroF1, 12);          // walk 2/3, sit 0
    }

    [Fact]
    public void From_NoClassifierRight_HasSelectorAccuracyZero()
    {
        EvaluationReport report = EvaluationReport.From(Scores([(1, 2, 0)]), [0], Names);

        Assert.Equal(0, report.UnionAccuracy);
        Assert.Equal(0, report.SelectorAccuracy);
        Assert.Equal(new Interval(0, 0), report.SelectorAccuracyInterval);
    }

    [Fact]
    public void From_KnownLogits_HasCalibrationByHand()
    {
        // softmax(ln 3, 0) = (3/4, 1/4): one window right, one wrong, at confidence 3/4
        float ln3 = MathF.Log(3);
        var scores = new RoutedScores { Count = 2, Classifiers = 1, Classes = 2, RoutingLogits = [0, 0], ClassifierLogits = [ln3, 0, ln3, 0] };

        EvaluationReport report = EvaluationReport.From(scores, [0, 1], ["a", "b"]);
        EvaluationReport sharp = EvaluationReport.From(scores, [0, 1], ["a", "b"], temperature: 0.5f);

        Assert.Equal(-(Math.Log(0.75) + Math.Log(0.25)) / 2, report.NegativeLogLikelihood, 6);
        Assert.Equal(0.25, report.ExpectedCalibrationError, 6);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.1)) / 2, sharp.NegativeLogLikelihood, 6);   // (9/10, 1/10)
        Assert.Equal(0.4, sharp.ExpectedCalibrationError, 6);
        Assert.Equal(0.5f, sharp.Temperature);
    }

    [Fact]
    public void From_OppositeGapsInTwoBins_DoNotCancel()
    {
        // confidence 3/4 and right, confidence 9/10 and wrong: |1 - .75| / 2 + |0 - .9| / 2
        var scores = new RoutedScores { Count = 2, Classifiers = 1, Classes = 2, RoutingLogits = [0, 0], ClassifierLogits = [MathF.Log(3), 0, MathF.Log(9), 0] };

        Assert.Equal(1.15 / 2, EvaluationReport.From(scores, [0, 1], ["a", "b"]).ExpectedCalibrationError, 6);
    }

    [Fact]
    public void From_HugeLogits_StaysFinite()
    {
        var scores = new RoutedScores { Count = 1, Classifiers = 1, Classes = 2, RoutingLogits = [0], ClassifierLogits = [1e30f, -1e30f] };

        Assert.Equal(2e30, EvaluationReport.From(scores, [1], ["a", "b"]).NegativeLogLikelihood, 1e25);
    }

    [Fact]
    public void From_AnyScores_KeepsItsInvariants() =>
        Prop.ForAll<int>(seed =>
        {
            (RoutedScores scores, int[] labels, int[] groups) = Random(seed, count: 1 + (Math.Abs(seed % 50)));

            EvaluationReport report = EvaluationReport.From(scores, labels, Names, groups, seed: seed, bootstrapSamples: 50);

            Assert.True(report.UnionAccuracy >= report.Accuracy);
            Assert.True(report.UnionAccuracy >= report.AccuracyPerClassifier.Max());
            Assert.Equal(report.Accuracy, report.SelectorAccuracy * report.UnionAccuracy, 12);
            Assert.Equal(labels.Length, report.CorrectHistogram.Sum());
            Assert.Equal(1 - report.UnionAccuracy, (double)report.CorrectHistogram[0] / labels.Length, 12);
            Assert.Equal(1, report.LoadPerClassifier.Sum(), 12);
            Assert.Equal(labels.Length, report.ConfusionMatrix.Sum());
            Assert.Equal(labels.Length, report.PerClass.Sum(c => c.Support));
            Assert.Equal(report.AccuracyPerClassifier.Sum(), report.CorrectHistogram.Select((windows, c) => (double)windows * c / labels.Length).Sum(), 12);
            Assert.All(
                [report.AccuracyInterval, report.MacroF1Interval, report.UnionAccuracyInterval, report.SelectorAccuracyInterval],
                interval => Assert.True(interval.Low >= 0 && interval.Low <= interval.High && interval.High <= 1));
            Assert.InRange(report.ExpectedCalibrationError, 0, 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void From_ManyWindows_IntervalIsThatOfTheBinomial()
    {
        (RoutedScores scores, int[] labels, _) = Random(seed: 1, count: 2000);

        EvaluationReport report = EvaluationReport.From(scores, labels, Names, seed: 2, bootstrapSamples: 4000);

        double half = 1.96 * Math.Sqrt(report.Accuracy * (1 - report.Accuracy) / 2000);
        Assert.Equal(report.Accuracy - half, report.AccuracyInterval.Low, 0.1 * half);
        Assert.Equal(report.Accuracy + half, report.AccuracyInterval.High, 0.1 * half);
    }

    [Fact]
    public void From_EveryWindowThrice_GroupsKeepTheIntervalOfTheOriginals()
    {
        (RoutedScores scores, int[] labels, _) = Random(seed: 3, count: 300);
        RoutedScores thrice = Repeat(scores, 3);
        int[] labelsThrice = [.. labels, .. labels, .. labels];
        int[] groups = [.. Enumerable.Range(0, 900).Select(n => 1000 - (n % 300))];

        EvaluationReport once = EvaluationReport.From(scores, labels, Names, seed: 4);
        EvaluationReport grouped = EvaluationReport.From(thrice, labelsThrice, Names, groups, seed: 4);
        EvaluationReport naive = EvaluationReport.From(thrice, labelsThrice, Names, seed: 4);

        Assert.Equal(300, grouped.ResampledUnits);
        Assert.Equal(once.AccuracyInterval, grouped.AccuracyInterval);
        Assert.Equal(once.MacroF1Interval.High, grouped.MacroF1Interval.High, 12);
        Assert.True(Width(naive.AccuracyInterval) < 0.7 * Width(grouped.AccuracyInterval));   // 1 / sqrt(3) = 0.58
    }

    [Fact]
    public void From_OneGroup_IntervalHasNoWidth()
    {
        EvaluationReport report = EvaluationReport.From(Four, FourLabels, Names, groups: [7, 7, 7, 7]);

        Assert.Equal(1, report.ResampledUnits);
        Assert.Equal(new Interval(0.5, 0.5), report.AccuracyInterval);
    }

    [Fact]
    public void From_Seed_DecidesTheIntervals()
    {
        (RoutedScores scores, int[] labels, int[] groups) = Random(seed: 5, count: 500);

        Interval first = EvaluationReport.From(scores, labels, Names, groups, seed: 1).MacroF1Interval;

        Assert.Equal(first, EvaluationReport.From(scores, labels, Names, groups, seed: 1).MacroF1Interval);
        Assert.NotEqual(first, EvaluationReport.From(scores, labels, Names, groups, seed: 2).MacroF1Interval);
    }

    [Fact]
    public void From_LabelOfAnUnknownClass_NamesTheWindow()
    {
        var error = Assert.Throws<RecordingException>(() => EvaluationReport.From(Four, [0, 0, 3, 0], Names));

        Assert.Contains("window 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("Got 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_NoWindows_IsRefused() => Assert.Throws<RecordingException>(() => EvaluationReport.From(Scores([]), [], Names));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void From_TemperatureOutOfRange_IsRefused(float temperature) =>
        Assert.Throws<OptionException>(() => EvaluationReport.From(Four, FourLabels, Names, temperature: temperature));

    [Fact]
    public void From_NoResamples_IsRefused() => Assert.Throws<OptionException>(() => EvaluationReport.From(Four, FourLabels, Names, bootstrapSamples: 0));

    [Fact]
    public void From_LengthsThatDiffer_AreRefused()
    {
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => EvaluationReport.From(Four, [0], Names)).ParamName);
        Assert.Equal("classNames", Assert.Throws<ArgumentException>(() => EvaluationReport.From(Four, FourLabels, ["walk"])).ParamName);
        Assert.Equal("groups", Assert.Throws<ArgumentException>(() => EvaluationReport.From(Four, FourLabels, Names, groups: [1])).ParamName);
    }

    private static double Width(Interval interval) => interval.High - interval.Low;

    private static RoutedScores Scores((int First, int Second, int Route)[] answers)
    {
        var scores = new RoutedScores
        {
            Count = answers.Length,
            Classifiers = 2,
            Classes = 3,
            RoutingLogits = new float[answers.Length * 2],
            ClassifierLogits = new float[answers.Length * 6],
        };
        for (int n = 0; n < answers.Length; n++)
        {
            scores.RoutingLogits[(2 * n) + answers[n].Route] = 1;
            scores.ClassifierLogits[(6 * n) + answers[n].First] = 1;
            scores.ClassifierLogits[(6 * n) + 3 + answers[n].Second] = 1;
        }

        return scores;
    }

    private static (RoutedScores Scores, int[] Labels, int[] Groups) Random(int seed, int count)
    {
        var random = new SeededRandom(seed, "scores");
        RoutedScores scores = Scores([.. Enumerable.Range(0, count).Select(_ => (random.Next(3), random.Next(3), random.Next(2)))]);
        return (scores, Draw(3), Draw(9));

        int[] Draw(int bound) => [.. Enumerable.Range(0, count).Select(_ => random.Next(bound))];
    }

    private static RoutedScores Repeat(RoutedScores scores, int times) => new()
    {
        Count = scores.Count * times,
        Classifiers = scores.Classifiers,
        Classes = scores.Classes,
        RoutingLogits = [.. Enumerable.Repeat(scores.RoutingLogits, times).SelectMany(v => v)],
        ClassifierLogits = [.. Enumerable.Repeat(scores.ClassifierLogits, times).SelectMany(v => v)],
    };
}
