using System.Text;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;
using DiTMoS.Experiments.Statistics;

namespace DiTMoS.Experiments.Pages;

/// <summary>Our method against the best of those that could stand in its place.</summary>
internal static class ComparisonTable
{
    /// <summary>Writes the table, where an experiment asks for our method and a rival.</summary>
    public static void Write(StringBuilder page, PageExperiment experiment)
    {
        bool asks = experiment.File.Methods.Contains(ExperimentMethods.Ours) && experiment.File.Methods.Any(name => ExperimentMethods.Find(name)!.IsRival);
        if (!asks || experiment.File.ReadsValidation || experiment.File.Deploys || experiment.Find(experiment.File.Datasets[0].Name, ExperimentMethods.Ours) is null)
        {
            return;
        }

        page.Append(
            $"""
            ### `{ExperimentMethods.Ours}` against the best of the others

            Of the methods of about its size ({string.Join(", ", experiment.File.Methods.Where(name => ExperimentMethods.Find(name)!.IsRival).Select(name => $"`{name}`"))}) the one whose mean accuracy *on the test part* is highest: that choice favours the other side.

            - *Interval*: 95 % of the difference over all runs, whole subjects, speakers or recordings resampled (10,000 times) with all their windows and runs; windows where nothing groups them. It says how far other people could
              change the difference. With two tested subjects it can say little.
            - *t*: Student's paired t test over runs of the same seed or fold, two-sided. It says how far other seeds could. Wilcoxon's signed ranks beside it cannot fall below 0.06 with five runs, nor below 0.25 with three.
            - *McNemar*: exact, on the windows of run 0; only where nothing groups the windows, as it takes them to be independent.

            | data set | against | difference, points | interval | units | t, p | Wilcoxon, p | McNemar, p | runs |
            |---|---|---:|---:|---:|---:|---:|---:|---:|

            """);
        foreach (ExperimentDataset dataset in experiment.File.Datasets)
        {
            WriteRow(page, experiment, dataset);
        }

        page.Append('\n');
    }

    private static void WriteRow(StringBuilder page, PageExperiment experiment, ExperimentDataset dataset)
    {
        PageRow ours = experiment.Find(dataset.Name, ExperimentMethods.Ours)!;
        PageRow? best = experiment.Rows(dataset).Where(row => row.Row.Method.IsRival && row.Row.Variant.Name.Length == 0 && row.Runs.Count > 0).MaxBy(row => row.Accuracy!.Value.Mean);
        if (best is null || ours.Runs.Count == 0)
        {
            page.Append($"| {dataset.Name} | no runs yet | - | - | - | - | - | - | 0 |\n");
            return;
        }

        RowComparison comparison = RowComparison.Of(ours.Runs, best.Runs);
        string units = comparison.Units == 0 ? "-" : $"{PageText.Count(comparison.Units)}{(comparison.AreWindows ? " windows" : "")}";
        page.Append($"| {dataset.Name} | `{best.Row.Method.Name}` | {PageText.Points(comparison.Difference)} | {PageText.Points(comparison.Interval)} | {units} | ")
            .Append($"{PageText.Probability(comparison.Student)} | {PageText.Probability(comparison.Wilcoxon)} | {PageText.Probability(comparison.McNemar)} | {PageText.Count(comparison.Differences.Count)} |\n");
    }
}
