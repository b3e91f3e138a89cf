using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Records;
using DiTMoS.Experiments.Running;

namespace DiTMoS.Experiments.Pages;

/// <summary>An experiment with its finished runs.</summary>
internal sealed class PageExperiment
{
    private readonly Dictionary<string, PageRow[]> _rows = [];

    private PageExperiment(ExperimentFile file, IReadOnlyList<RunRecord> runs)
    {
        File = file;
        int shown = 0;
        foreach (ExperimentDataset dataset in file.Datasets)
        {
            _rows[dataset.Name] = [.. ExperimentPlan.Rows(file, dataset).Select(row => Of(row, runs, ExperimentPlan.RunsOf(dataset, row.Method, file.Seeds)))];
            shown += _rows[dataset.Name].Sum(row => row.Runs.Count);
        }

        Stale = runs.Count - shown;
    }

    /// <summary>What was asked.</summary>
    public ExperimentFile File { get; }

    /// <summary>Runs in the folder that are of another recipe than is asked for now.</summary>
    public int Stale { get; }

    /// <summary>All rows.</summary>
    public IEnumerable<PageRow> All => File.Datasets.SelectMany(Rows);

    /// <summary>Reads an experiment's folder.</summary>
    /// <exception cref="ExperimentException">A file in it cannot be used.</exception>
    public static PageExperiment Load(string folder) => new(ExperimentFile.Load(Path.Combine(folder, ExperimentFile.FileName)), new RunStore(folder).Load());

    /// <summary>The rows of a data set.</summary>
    public IReadOnlyList<PageRow> Rows(ExperimentDataset dataset) => _rows[dataset.Name];

    /// <summary>The row of a method as it is; null where it was not asked for.</summary>
    public PageRow? Find(string dataset, string method) => _rows.GetValueOrDefault(dataset)?.FirstOrDefault(row => row.Row.Method.Name == method && row.Row.Variant.Name.Length == 0);

    // Of several files for one run, as another machine's windows may leave, the first counts.
    private static PageRow Of(ExperimentRow row, IReadOnlyList<RunRecord> runs, int expected)
    {
        string hash = row.RecipeHash;
        return new PageRow(
            row,
            [
                .. runs.Where(run => run.Dataset == row.Dataset.Name && run.Method == row.Method.Name && run.Variant == row.Variant.Name && run.RecipeHash == hash && run.Run < expected)
                    .GroupBy(run => run.Run).Select(same => same.First()),
            ],
            expected);
    }
}
