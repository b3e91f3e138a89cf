using System.Text;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;
using DiTMoS.Experiments.Statistics;

namespace DiTMoS.Experiments.Pages;

/// <summary>What our method is to reach, and whether it does.</summary>
/// <param name="experiment">The experiment with all methods.</param>
internal sealed class TargetTables(PageExperiment experiment)
{
    private const string Strong = "strong";
    private const string Tiny = "tiny";
    private const string Activities = "har-dsads";
    private const string Keywords = "kws-speech-commands-9";
    private const string Falls = "har-unimib-shar-fall-subjects";
    private const double KeywordAccuracy = 0.89;
    private const double StrongMargin = 0.03;
    private const double SelectorAccuracy = 0.90;
    private const double UnionMargin = 0.05;

    /// <summary>Writes both tables.</summary>
    public void Write(StringBuilder page)
    {
        page.Append(
            $"""
            ### Targets: `{ExperimentMethods.Ours}` is more accurate than each of the others

            *Means* is the difference of the two rows' mean accuracies and decides. *Per run* pairs runs of the same seed or fold; *ahead* counts those that `{ExperimentMethods.Ours}` wins.

            | data set | against | means, points | per run, points | ahead | target |
            |---|---|---:|---:|---:|---|

            """);
        foreach (ExperimentDataset dataset in experiment.File.Datasets)
        {
            foreach (PageRow rival in experiment.Rows(dataset).Where(row => row.Row.Method.IsRival))
            {
                WriteRival(page, dataset.Name, rival);
            }
        }

        page.Append(
            """

            ### Further targets

            Shares in percent, differences in points.

            | data set | what | measured | at least | target |
            |---|---|---:|---:|---|

            """);
        WriteKeywords(page);
        WriteFalls(page);
        WriteRouting(page, Keywords);
        WriteRouting(page, Activities);
        page.Append('\n');
    }

    private void WriteRival(StringBuilder page, string dataset, PageRow theirs)
    {
        if (experiment.Find(dataset, ExperimentMethods.Ours) is not { } mine)
        {
            return;
        }

        double? difference = mine.Accuracy?.Mean - theirs.Accuracy?.Mean;
        IReadOnlyList<double> pairs = RowComparison.Of(mine.Runs, theirs.Runs).Differences;
        string ahead = pairs.Count == 0 ? "-" : FormattableString.Invariant($"{pairs.Count(pair => pair > 0)} of {pairs.Count}");
        page.Append($"| {dataset} | {theirs.Row.Method.Name} | {PageText.Points(difference)} | {PageText.Points(Spread.Of(pairs))} | {ahead} | {Verdict(difference > 0, mine, theirs)} |\n");
    }

    private void WriteKeywords(StringBuilder page)
    {
        if (experiment.Find(Keywords, ExperimentMethods.Ours) is { } mine)
        {
            double? accuracy = mine.Accuracy?.Mean;
            Line(page, Keywords, $"accuracy of `{ExperimentMethods.Ours}`, mean", PageText.Percent(accuracy), PageText.Percent(KeywordAccuracy), Verdict(accuracy >= KeywordAccuracy, mine));
            WriteMargin(page, Keywords, "mean", row => row.Accuracy?.Mean);
        }
    }

    private void WriteFalls(StringBuilder page)
    {
        WriteMargin(page, Falls, "of all windows", row => row.PooledAccuracy);
        WriteMargin(page, Falls, "mean over groups", row => row.Accuracy?.Mean);
    }

    private void WriteMargin(StringBuilder page, string dataset, string how, Func<PageRow, double?> figure)
    {
        if (experiment.Find(dataset, ExperimentMethods.Ours) is { } mine && experiment.Find(dataset, Strong) is { } strong)
        {
            Line(page, dataset, $"`{ExperimentMethods.Ours}` minus `{Strong}`, {how}", PageText.Difference(figure(mine), figure(strong)), PageText.Points(-StrongMargin), Verdict(figure(mine) - figure(strong) >= -StrongMargin, mine, strong));
        }
    }

    private void WriteRouting(StringBuilder page, string dataset)
    {
        if (experiment.Find(dataset, ExperimentMethods.Ours) is not { } mine)
        {
            return;
        }

        double? selector = mine.Over(run => run.Test.SelectorAccuracy)?.Mean;
        Line(page, dataset, $"selector accuracy of `{ExperimentMethods.Ours}`, mean", PageText.Percent(selector), PageText.Percent(SelectorAccuracy), Verdict(selector >= SelectorAccuracy, mine));
        if (experiment.Find(dataset, Tiny) is { } tiny)
        {
            double? union = mine.Over(run => run.Test.UnionAccuracy)?.Mean;
            double? alone = tiny.Accuracy?.Mean;
            Line(page, dataset, $"union of `{ExperimentMethods.Ours}` minus accuracy of `{Tiny}`, means", PageText.Difference(union, alone), PageText.Points(UnionMargin), Verdict(union - alone >= UnionMargin, mine, tiny));
        }
    }

    private static void Line(StringBuilder page, string dataset, string what, string measured, string needed, string verdict) =>
        page.Append($"| {dataset} | {what} | {measured} | {needed} | {verdict} |\n");

    // Judged by what is there, and marked where runs are missing.
    private static string Verdict(bool isMet, params ReadOnlySpan<PageRow> rows)
    {
        bool isComplete = true;
        foreach (PageRow row in rows)
        {
            if (row.Runs.Count == 0)
            {
                return "no runs yet";
            }

            isComplete &= row.IsComplete;
        }

        return (isMet ? "met" : "**missed**") + (isComplete ? "" : " so far");
    }
}
