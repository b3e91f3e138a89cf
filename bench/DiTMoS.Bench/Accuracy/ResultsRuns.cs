namespace DiTMoS.Bench.Accuracy;

/// <summary>All finished runs, and the rows that they fill.</summary>
internal sealed class ResultsRuns
{
    private readonly ILookup<(string Dataset, string Row), AccuracyRun> _runs;

    /// <summary>Takes all runs.</summary>
    /// <exception cref="BenchException">A run is of a data set or method that is not known, or the runs of one row are of several recipes.</exception>
    public ResultsRuns(ILookup<(string Dataset, string Row), AccuracyRun> runs)
    {
        _runs = runs;
        foreach (IGrouping<(string Dataset, string Row), AccuracyRun> row in runs)
        {
            if (!AccuracyDataset.All.Any(dataset => dataset.Name == row.Key.Dataset) || !AccuracyMethod.All.Any(method => method.Rows.Any(known => known.Name == row.Key.Row)))
            {
                throw new BenchException($"The runs '{row.Key.Dataset}/{row.Key.Row}' must be of a data set and a method that the experiment knows. Delete them, or add what is missing to the experiment.");
            }

            if (row.Select(run => run.RecipeHash).Distinct().Count() > 1)
            {
                throw new BenchException($"The runs '{row.Key.Dataset}/{row.Key.Row}' must all be of one recipe. Finish them by {row.First().Command}.");
            }
        }
    }

    /// <summary>All machines that runs were made on.</summary>
    public IReadOnlyList<MachineClass> Machines =>
        [.. _runs.SelectMany(row => row).Select(run => run.Machine).Distinct().OrderBy(machine => machine.Architecture, StringComparer.Ordinal).ThenBy(machine => machine.Cores).ThenBy(machine => machine.VectorBits)];

    /// <summary>How many runs shared a machine, in rising order.</summary>
    public IReadOnlyList<int> Threads => [.. _runs.SelectMany(row => row).Select(run => run.Threads).Distinct().Order()];

    /// <summary>One row of one data set.</summary>
    public ResultsRow Row(AccuracyDataset dataset, string row)
    {
        AccuracyMethod method = AccuracyMethod.All.First(method => method.Rows.Any(known => known.Name == row));
        return new ResultsRow([.. _runs[(dataset.Name, row)]], method.RunsFor(dataset, seeds: null));
    }
}
