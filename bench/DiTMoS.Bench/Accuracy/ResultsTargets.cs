using System.Text;

namespace DiTMoS.Bench.Accuracy;

/// <summary>What the default recipe is to reach, and whether it does.</summary>
/// <param name="runs">All finished runs.</param>
internal sealed class ResultsTargets(ResultsRuns runs)
{
    private const string Default = "default";
    private const string Strong = "strong";
    private const string Tiny = "tiny";
    private const double KeywordAccuracy = 0.89;
    private const double StrongMargin = 0.03;
    private const double SelectorAccuracy = 0.90;
    private const double UnionMargin = 0.05;

    private static readonly string[] Rivals = ["as-published", Tiny, "ensemble"];
    private static readonly AccuracyDataset Activities = Named("har-dsads");
    private static readonly AccuracyDataset Keywords = Named("kws-speech-commands-9");
    private static readonly AccuracyDataset Falls = Named("har-unimib-shar-fall-loso");

    /// <summary>Writes both tables.</summary>
    public void Write(StringBuilder page)
    {
        page.Append(
            $"""
            ## Targets

            ### `default` is more accurate than the published recipe, than one tiny net, and than an ensemble of two

            *Means* is the difference of the two rows' mean accuracies and decides. *Per run* pairs runs of the same seed or fold; *ahead* counts those that `default` wins.

            | data set | against | means, points | per run, points | ahead | target |
            |---|---|---:|---:|---:|---|

            """);
        foreach (AccuracyDataset dataset in AccuracyDataset.All)
        {
            foreach (string rival in Rivals)
            {
                WriteRival(page, dataset, rival);
            }
        }

        page.Append(
            $"""

            ### Further targets

            Shares in percent, differences in points.

            | data set | what | measured | at least | target |
            |---|---|---:|---:|---|

            """);
        WriteKeywords(page);
        WriteFalls(page);
        foreach (AccuracyDataset dataset in new[] { Keywords, Activities })
        {
            WriteRouting(page, dataset);
        }
    }

    private void WriteRival(StringBuilder page, AccuracyDataset dataset, string rival)
    {
        ResultsRow mine = runs.Row(dataset, Default);
        ResultsRow theirs = runs.Row(dataset, rival);
        double? difference = mine.Accuracy?.Mean - theirs.Accuracy?.Mean;
        IReadOnlyList<double> pairs = mine.Ahead(theirs);
        string ahead = pairs.Count == 0 ? "-" : FormattableString.Invariant($"{pairs.Count(pair => pair > 0)} of {pairs.Count}");
        page.Append($"| {dataset.Name} | {rival} | {ResultsText.Points(difference)} | {ResultsText.Points(Spread.Of(pairs))} | {ahead} | {Verdict(difference > 0, mine, theirs)} |\n");
    }

    private void WriteKeywords(StringBuilder page)
    {
        ResultsRow mine = runs.Row(Keywords, Default);
        ResultsRow strong = runs.Row(Keywords, Strong);
        double? accuracy = mine.Accuracy?.Mean;
        Line(page, Keywords, "accuracy of `default`, mean", ResultsText.Percent(accuracy), ResultsText.Percent(KeywordAccuracy), Verdict(accuracy >= KeywordAccuracy, mine));
        WriteMargin(page, Keywords, "mean", accuracy, strong.Accuracy?.Mean, mine, strong);
    }

    private void WriteFalls(StringBuilder page)
    {
        ResultsRow mine = runs.Row(Falls, Default);
        ResultsRow strong = runs.Row(Falls, Strong);
        WriteMargin(page, Falls, "of all windows", mine.PooledAccuracy, strong.PooledAccuracy, mine, strong);
        WriteMargin(page, Falls, "mean over subjects", mine.Accuracy?.Mean, strong.Accuracy?.Mean, mine, strong);
    }

    private static void WriteMargin(StringBuilder page, AccuracyDataset dataset, string how, double? mine, double? strong, ResultsRow mineRow, ResultsRow strongRow) => Line(
        page,
        dataset,
        $"`default` minus `strong`, {how}",
        ResultsText.Difference(mine, strong),
        ResultsText.Points(-StrongMargin),
        Verdict(mine - strong >= -StrongMargin, mineRow, strongRow));

    private void WriteRouting(StringBuilder page, AccuracyDataset dataset)
    {
        ResultsRow mine = runs.Row(dataset, Default);
        ResultsRow tiny = runs.Row(dataset, Tiny);
        double? selector = mine.Over(run => run.SelectorAccuracy)?.Mean;
        double? union = mine.Over(run => run.UnionAccuracy)?.Mean;
        double? alone = tiny.Accuracy?.Mean;
        Line(page, dataset, "selector accuracy of `default`, mean", ResultsText.Percent(selector), ResultsText.Percent(SelectorAccuracy), Verdict(selector >= SelectorAccuracy, mine));
        Line(
            page,
            dataset,
            "union of `default` minus accuracy of `tiny`, means",
            ResultsText.Difference(union, alone),
            ResultsText.Points(UnionMargin),
            Verdict(union - alone >= UnionMargin, mine, tiny));
    }

    private static void Line(StringBuilder page, AccuracyDataset dataset, string what, string measured, string needed, string verdict) =>
        page.Append($"| {dataset.Name} | {what} | {measured} | {needed} | {verdict} |\n");

    // Judged by what is there, and marked where runs are missing.
    private static string Verdict(bool isMet, params ReadOnlySpan<ResultsRow> rows)
    {
        bool isComplete = true;
        foreach (ResultsRow row in rows)
        {
            if (row.Runs.Count == 0)
            {
                return "no runs yet";
            }

            isComplete &= row.IsComplete;
        }

        return (isMet ? "met" : "**missed**") + (isComplete ? "" : " so far");
    }

    private static AccuracyDataset Named(string name) => AccuracyDataset.All.Single(dataset => dataset.Name == name);
}
