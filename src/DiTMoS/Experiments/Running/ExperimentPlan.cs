using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;
using DiTMoS.Training;

namespace DiTMoS.Experiments.Running;

/// <summary>The grid of an experiment: every run with its content address and what it costs.</summary>
internal sealed class ExperimentPlan
{
    private ExperimentPlan(IReadOnlyList<PlannedRun> runs) => Runs = runs;

    /// <summary>The runs, row by row.</summary>
    public IReadOnlyList<PlannedRun> Runs { get; }

    /// <summary>Plans the runs that an experiment asks for; reads the data sets.</summary>
    /// <param name="file">The experiment.</param>
    /// <param name="options">Where the data are, and which rows and runs are wanted.</param>
    /// <exception cref="DiTMoSException">A data set cannot be read or split, or a recipe does not fit it.</exception>
    public static ExperimentPlan Create(ExperimentFile file, ExperimentRunOptions options)
    {
        var asked = new ExperimentFilter { Datasets = options.Datasets, Methods = options.Methods, Seeds = options.Seeds };
        asked.Check(file);
        var runs = new List<PlannedRun>();
        var loaded = new Dictionary<string, (WindowSet Windows, string Digest)>();
        foreach (ExperimentDataset dataset in file.Datasets.Where(asked.Takes))
        {
            if (!loaded.TryGetValue(dataset.SourceText, out (WindowSet Windows, string Digest) data))
            {
                WindowSet windows = dataset.Load(options.DataFolder, options.FileFolder);
                loaded[dataset.SourceText] = data = (windows, windows.Digest());
            }

            for (int run = 0; run < dataset.RunsFor(asked.Seeds ?? file.Seeds); run++)
            {
                DataSplit split = DataSplitter.Split(data.Windows, dataset.Split.Of(run));
                string splitKey = ContentKey.Of(data.Digest, split);
                runs.AddRange(
                    from row in Rows(file, dataset)
                    where asked.Takes(row.Method) && run < RunsOf(dataset, row.Method, asked.Seeds ?? file.Seeds)
                    select Plan(file, dataset, row, run, data.Windows, split, splitKey));
            }
        }

        return new ExperimentPlan(runs);
    }

    /// <summary>The rows of a data set's table, method by method.</summary>
    public static IEnumerable<ExperimentRow> Rows(ExperimentFile file, ExperimentDataset dataset) =>
        from name in file.Methods
        let method = ExperimentMethods.Find(name)!
        from variant in file.Variants
        where variant.Methods?.Contains(name) ?? true
        where method.IsTrained || variant.Name.Length == 0
        select new ExperimentRow(dataset, method, variant, file.Chosen.FirstOrDefault(chosen => chosen.Dataset == dataset.Name && chosen.Method == name)?.Variant);

    /// <summary>How many runs a row has: what trains nothing gives the same figures wherever the same windows are tested.</summary>
    public static int RunsOf(ExperimentDataset dataset, ExperimentMethod method, int? seeds) => method.IsTrained || dataset.Split.IsFolded ? dataset.RunsFor(seeds) : 1;

    private static PlannedRun Plan(ExperimentFile file, ExperimentDataset dataset, ExperimentRow row, int run, WindowSet windows, DataSplit split, string splitKey)
    {
        (TrainingOptions recipe, double cost, string? problem) = Fit(row, windows, split);
        StrongTraining? strong = row.Method.Strong(recipe);
        string seed = run.ToString(CultureInfo.InvariantCulture);
        return new PlannedRun
        {
            Dataset = dataset,
            Method = row.Method,
            Variant = row.Variant,
            Run = run,
            Windows = windows,
            Split = split,
            Recipe = recipe with { Seed = run, Threads = 1 },
            RecipeHash = row.RecipeHash,
            Key = ContentKey.Of(
                dataset.Name,
                splitKey,
                row.Method.Name,
                row.Variant.Name,
                row.RecipeHash,
                row.Method.RecipeJson(recipe)?.ToJsonString() ?? "",
                seed,
                file.ReadsValidation ? "validation" : "test",
                file.Deploys ? "deployed" : ""),
            Cost = cost,
            Problem = problem,
            Strong = strong,
            StrongKey = strong is null ? null : ContentKey.Of("strong", splitKey, strong.Text, seed),
            StrongCost = strong?.Cost(windows, split.Train.Length) ?? 0,
            ReadsValidation = file.ReadsValidation,
        };
    }

    // A shape that a data set's windows cannot have fails in its own run, and not all runs.
    private static (TrainingOptions Recipe, double Cost, string? Problem) Fit(ExperimentRow row, WindowSet windows, DataSplit split)
    {
        TrainingOptions recipe = row.Recipe;
        try
        {
            if (row.Variant.EqualFlash)
            {
                ExperimentMethod ours = ExperimentMethods.Find(ExperimentMethods.Ours)!;
                long parameters = ours.Parameters(windows, row.RecipeOf(ours));
                recipe = EqualFlash.Fit(row.Method, windows, recipe, parameters);
            }

            return (recipe, row.Method.Cost(windows, split.Train.Length, recipe), null);
        }
        catch (OptionException e)
        {
            return (recipe, 0, e.Message);
        }
    }
}
