using System.Text;

namespace DiTMoS.Bench.Accuracy;

/// <summary>The page of results: a pure function of the runs.</summary>
internal static class ResultsPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="runs">All finished runs.</param>
    /// <param name="folder">The folder of the runs, as the page names it.</param>
    /// <param name="notes">What people have to say of these results; empty for nothing.</param>
    public static string Write(ResultsRuns runs, string folder, string notes)
    {
        var page = new StringBuilder();
        WriteIntroduction(page, runs, folder);
        foreach (AccuracyDataset dataset in AccuracyDataset.All)
        {
            WriteDataset(page, runs, dataset);
        }

        new ResultsTargets(runs).Write(page);
        if (notes.Length > 0)
        {
            page.Append($"{notes.Trim()}\n\n");
        }

        WriteReproduction(page, runs);
        return page.ToString();
    }

    private static void WriteIntroduction(StringBuilder page, ResultsRuns runs, string folder)
    {
        page.Append(
            $"""
            <!-- Written by bench/run results from the runs in {folder}. Do not edit: bench/run results --check compares. -->
            # Results

            How often the default recipe is right on recordings that it has not seen, beside the published recipe and beside simpler
            models. Every run is a file in [{folder}]({folder}), written by `bench/run accuracy`; every figure here comes from those files.

            The test part of a split is read once per run, after all training. The published recipe keeps the epoch that is best on the validation part; all
            others keep the average of their weights at the end, and use the validation part for nothing but calibration. Run k has seed k and, where the
            split has folds, tests fold k. Figures are the mean over runs ± the standard deviation from run to run.

            | method | what it is |
            |---|---|

            """);
        foreach (AccuracyRow row in Rows())
        {
            page.Append($"| `{row.Name}` | {row.Description} |\n");
        }

        page.Append(
            $"""

            - *Accuracy*: the share of tested windows whose one prediction is right. *Macro-F1*: the mean F1 of the classes.
              *All windows*: right ones of all runs over tested ones of all runs, where each run tests others.
            - *Union*: the share that at least one classifier gets right, which no selector can exceed. *Selector*: accuracy / union, run by run.
            - *Parameters*: of all networks together, norms folded. *Multiplications*: of one inference, that is, of the selector and one classifier, or
              of both networks of the ensemble.
            - *Training*: seconds by the clock on the wall for one run on one thread, while {Shared(runs)}. They say how long it takes, not which
              method is the faster.


            """);
    }

    private static void WriteDataset(StringBuilder page, ResultsRuns runs, AccuracyDataset dataset)
    {
        page.Append($"## {dataset.Title} (`{dataset.Name}`)\n\n{dataset.Grouping}\n\n");
        AccuracyRun[] selecting = [.. Rows().SelectMany(row => runs.Row(dataset, row.Name).Runs).Where(run => run.ValidationWindows > 0)];
        if (selecting.Length > 0)
        {
            page.Append(
                $"""
                Windows: {ResultsText.Range(selecting.Select(run => run.TrainWindows))} to train on, {ResultsText.Range(selecting.Select(run => run.ValidationWindows))} for validation, {ResultsText.Range(selecting.Select(run => run.TestWindows))} to test. The `split` in each file names who is tested and who validates.


                """);
        }

        WriteTable(page, runs, dataset);

        page.Append('\n');
        if (dataset.Quoted is { } quoted)
        {
            page.Append(
                $"""
                The recordings' authors publish {ResultsText.Percent(quoted.NearestNeighbour)} % for a 1-NN and {ResultsText.Percent(quoted.SupportVectorMachine)} % for a support vector machine with a radial kernel on these recordings, split so, learning from all windows that are not tested.


                """);
        }
    }

    private static void WriteTable(StringBuilder page, ResultsRuns runs, AccuracyDataset dataset)
    {
        (string Title, Func<ResultsRow, string> Cell)[] columns =
        [
            ("accuracy %", row => ResultsText.Percent(row.Accuracy)),
            .. dataset.IsFolded ? [("all windows %", row => ResultsText.Percent(row.PooledAccuracy))] : Array.Empty<(string, Func<ResultsRow, string>)>(),
            ("macro-F1 %", row => ResultsText.Percent(row.Over(run => run.MacroF1))),
            ("union %", row => ResultsText.Percent(row.Over(run => run.UnionAccuracy))),
            ("selector %", row => ResultsText.Percent(row.Over(run => run.SelectorAccuracy))),
            ("parameters", row => ResultsText.Count(row.Over(run => run.ParametersPerNetwork.Sum())?.Mean)),
            ("multiplications", row => ResultsText.Count(row.Over(run => run.MacsPerInference)?.Mean)),
            ("training s", row => ResultsText.Count(row.Over(run => run.TrainSeconds)?.Mean)),
            ("runs", row => ResultsText.Count(row.Runs.Count) + (row.IsComplete ? "" : $" of {ResultsText.Count(row.Expected)}")),
        ];
        page.Append($"| method | {string.Join(" | ", columns.Select(column => column.Title))} |\n");
        page.Append($"|---|{string.Concat(columns.Select(_ => "---:|"))}\n");
        foreach (AccuracyRow row in Rows())
        {
            ResultsRow results = runs.Row(dataset, row.Name);
            page.Append($"| `{row.Name}` | {string.Join(" | ", columns.Select(column => column.Cell(results)))} |\n");
        }
    }

    private static void WriteReproduction(StringBuilder page, ResultsRuns runs)
    {
        string machines = string.Join("; ", runs.Machines.Select(machine => FormattableString.Invariant($"{machine.Architecture}, {machine.Cores} cores, {machine.VectorBits}-bit vectors")));
        page.Append(
            $"""

            ## Repeating a row

            Machine: {(machines.Length == 0 ? "none yet" : machines)}. Seeds fix every random choice, and the number of threads changes no figure; other vector
            units may round otherwise, and figures then differ a little.

            With the data sets in `../shared/data` beside the project, or in the folder that `--data` or `DITMOS_DATA` names:

                bench/run accuracy --datasets {AccuracyDataset.All[0].Name} --methods {AccuracyMethod.All[0].Name} --folder out/results

            runs one row anew and writes `out/results.md`. Without `--folder`, runs whose file here is of the present recipe are not repeated. The `command` in each file
            names its data set and method. The data sets are not part of the project:

            | data set | read from |
            |---|---|

            """);
        foreach (AccuracyDataset dataset in AccuracyDataset.All)
        {
            page.Append($"| {dataset.Name} | `{dataset.Source}`{(dataset.Channels == null ? "" : $", channels {dataset.Channels}")} |\n");
        }
    }

    private static IEnumerable<AccuracyRow> Rows() => AccuracyMethod.All.SelectMany(method => method.Rows);

    private static string Shared(ResultsRuns runs) => runs.Threads.Count == 0 ? "other runs share the machine" : $"{string.Join(" or ", runs.Threads.Select(threads => ResultsText.Count(threads)))} runs share the machine";
}
