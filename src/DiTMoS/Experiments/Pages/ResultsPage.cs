using System.Text;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Experiments.Pages;

/// <summary>The page of results: a pure function of the runs' files and of the notes beside them.</summary>
public static class ResultsPage
{
    private const string Notes = "notes.md";

    /// <summary>The text of the page.</summary>
    /// <param name="folder">A folder that holds a folder for each experiment, and <c>notes.md</c>, what people have to say.</param>
    /// <exception cref="ExperimentException">A file cannot be used.</exception>
    public static string Text(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        PageExperiment[] experiments = [.. Folders(folder).Select(PageExperiment.Load)];
        var page = new StringBuilder();
        WriteIntroduction(page, experiments, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        foreach (PageExperiment experiment in experiments)
        {
            WriteExperiment(page, experiment);
        }

        string notes = Path.Combine(folder, Notes);
        if (File.Exists(notes))
        {
            page.Append($"{File.ReadAllText(notes).ReplaceLineEndings("\n").Trim()}\n\n");
        }

        WriteReproduction(page, experiments);
        return page.ToString();
    }

    // The presets first, in their order.
    private static IEnumerable<string> Folders(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder)
            .Where(inner => File.Exists(Path.Combine(inner, ExperimentFile.FileName)))
            .OrderBy(inner => ExperimentPresets.Names.ToList().IndexOf(Path.GetFileName(inner)) is var at && at < 0 ? int.MaxValue : at)
            .ThenBy(Path.GetFileName, StringComparer.Ordinal)
        : [];

    private static void WriteIntroduction(StringBuilder page, PageExperiment[] experiments, string folder)
    {
        page.Append(
            $"""
            <!-- Written by ditmos experiment page from the runs in {folder}. Do not edit: ditmos experiment page --check compares. -->
            # Results

            How often models are right on recordings that they have not seen. Every run is a file in [{folder}]({folder}), written by `ditmos experiment`; every figure
            here comes from those files.

            The test part of a split is read once per run, after all training. The published recipe keeps the epoch that is best on the validation part; all
            others keep the average of their weights at the end, and use the validation part for nothing but calibration. Run k has seed k and, where the
            split has folds, tests fold k. Figures are the mean over runs ± the standard deviation from run to run.

            | method | what it is |
            |---|---|

            """);
        foreach (ExperimentMethod method in ExperimentMethods.All.Where(method => experiments.Any(experiment => experiment.File.Methods.Contains(method.Name))))
        {
            page.Append($"| `{method.Name}` | {method.Description} |\n");
        }

        page.Append(
            """

            - *Accuracy*: the share of tested windows whose one prediction is right. *Macro-F1*: the mean F1 of the classes.
              *All windows*: right ones of all runs over tested ones of all runs, where each run tests others.
            - *Union*: the share that at least one network gets right, which no selector can exceed. *Selector*: accuracy / union, run by run.
            - *Alone*: the mean accuracy of the networks, each asked of all windows. *Alike*: the mean similarity (linear CKA) of two networks' last blocks.
            - *Parameters*: of all networks together, norms folded. *Multiplications*: of one inference, that is, of the selector and one classifier, or
              of all networks of an ensemble.
            - *RAM*: bytes of working memory that the planner needs in float, the selector's features kept in RAM.
            - *Training*: seconds by the clock on the wall for one run on one thread, the strong model's included where the recipe needs one, while other runs may
              share the machine. They say how long it takes, not which method is the faster.


            """);
    }

    private static void WriteExperiment(StringBuilder page, PageExperiment experiment)
    {
        page.Append($"## {experiment.File.Name}\n\n{experiment.File.Description}\n\n    {CommandOf(experiment.File)}\n\n");
        foreach (ExperimentDataset dataset in experiment.File.Datasets)
        {
            WriteDataset(page, experiment, dataset);
        }

        if (experiment.Stale > 0)
        {
            page.Append($"Files of runs that are of another recipe than is asked for now, and not shown: {PageText.Count(experiment.Stale)}.\n\n");
        }

        ComparisonTable.Write(page, experiment);
        if (experiment.File.Name == ExperimentPresets.Names[0])
        {
            new TargetTables(experiment).Write(page);
        }
    }

    private static void WriteDataset(StringBuilder page, PageExperiment experiment, ExperimentDataset dataset)
    {
        page.Append($"### {dataset.Title ?? dataset.Name} (`{dataset.Name}`)\n\n");
        if (dataset.Notes is { } notes)
        {
            page.Append($"{notes}\n\n");
        }

        IReadOnlyList<PageRow> rows = experiment.Rows(dataset);
        RunRecord[] selecting = [.. rows.SelectMany(row => row.Runs).Where(run => run.Split.ValidationWindows > 0)];
        if (selecting.Length > 0)
        {
            page.Append($"Windows: {PageText.Range(selecting.Select(run => run.Split.TrainWindows))} to train on, {PageText.Range(selecting.Select(run => run.Split.ValidationWindows))} for validation, ")
                .Append($"{PageText.Range(selecting.Select(run => run.Split.TestWindows))} {(experiment.File.ReadsValidation ? "of validation to read" : "to test")}. The `split` in each file names who is tested and who validates.\n\n");
        }

        MainTable.Write(page, rows, dataset.Split.IsFolded);
        if (experiment.File.Deploys)
        {
            EmulatorTable.Write(page, rows);
        }

        if (dataset.Published is { } published)
        {
            page.Append($"{published}\n\n");
        }
    }

    private static void WriteReproduction(StringBuilder page, PageExperiment[] experiments)
    {
        IEnumerable<MachineClass> all = experiments.SelectMany(experiment => experiment.All).SelectMany(row => row.Runs).Select(run => run.Machine).Distinct()
            .OrderBy(machine => machine.Architecture, StringComparer.Ordinal).ThenBy(machine => machine.Cores).ThenBy(machine => machine.VectorBits);
        string machines = string.Join("; ", all.Select(machine => FormattableString.Invariant($"{machine.Architecture}, {machine.Cores} cores, {machine.VectorBits}-bit vectors")));
        page.Append(
            $"""
            ## Repeating a row

            Machine: {(machines.Length == 0 ? "none yet" : machines)}. Seeds fix every random choice, and the number of threads changes no figure; other vector
            units may round otherwise, and figures then differ a little.

            With the data sets in the folder that `--data` or `DITMOS_DATA` names:

                build/ditmos experiment overall --datasets {KnownDatasets.All[0].Name} --methods {ExperimentMethods.Ours} --results out/results/overall
                build/ditmos experiment page --results out/results

            runs one row anew and writes `out/results.md`. Runs that are there are not repeated while their recipe stays as it is. The `command` in each file
            names its data set and method. The data sets are not part of the project:

            | data set | read from |
            |---|---|

            """);
        foreach (ExperimentDataset dataset in experiments.SelectMany(experiment => experiment.File.Datasets).DistinctBy(dataset => dataset.Name))
        {
            page.Append($"| {dataset.Name} | `{dataset.Path}`{(dataset.Channels == null ? "" : $", channels {dataset.Channels}")} |\n");
        }
    }

    private static string CommandOf(ExperimentFile file) =>
        $"build/ditmos experiment {(ExperimentPresets.Names.Contains(file.Name) ? file.Name : $"{file.Name}/{ExperimentFile.FileName}")}{(file.Chosen.Count == 0 ? "" : $" --chosen tuning/{ExperimentChoice.FileName}")}";
}
