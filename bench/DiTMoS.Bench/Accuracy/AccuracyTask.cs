using DiTMoS.Data;
using DiTMoS.Evaluation;
using DiTMoS.Networks;

namespace DiTMoS.Bench.Accuracy;

/// <summary>One run of one data set: its windows, its split, its seed.</summary>
internal sealed class AccuracyTask(AccuracyDataset dataset, WindowSet windows, int run)
{
    /// <summary>The data set.</summary>
    public AccuracyDataset Dataset => dataset;

    /// <summary>All windows.</summary>
    public WindowSet Windows => windows;

    /// <summary>Which run, from 0.</summary>
    public int Run => run;

    /// <summary>The seed of all training.</summary>
    public int Seed => run;

    /// <summary>Who is trained on, who selects, who is tested.</summary>
    public DataSplit Split { get; } = DataSplitter.Split(windows, dataset.Split(run));

    /// <summary>The test part. Every method reads it once, after all training.</summary>
    public WindowSet Test() => windows.Select(Split.Test);

    /// <summary>The validation part.</summary>
    public WindowSet Validation() => windows.Select(Split.Validation);

    /// <summary>Judges answers on the test part. Intervals resample whole subjects, or windows where one subject is tested.</summary>
    public EvaluationReport Evaluate(RoutedScores scores)
    {
        int[] labels = [.. Split.Test.Select(row => windows.Labels[row])];
        int[] subjects = windows.Subjects is { } all ? [.. Split.Test.Select(row => all[row])] : [];
        return EvaluationReport.From(scores, labels, windows.ClassNames, subjects.Distinct().Count() > 1 ? subjects : []);
    }

    /// <summary>The share of routed answers that is right.</summary>
    public static double Accuracy(RoutedScores scores, int[] labels) =>
        Enumerable.Range(0, scores.Count).Count(i => scores.Predicted(i) == labels[i]) / (double)scores.Count;
}
