namespace DiTMoS.Bench.Accuracy;

/// <summary>The runs of one row of one data set.</summary>
/// <param name="Runs">The finished runs, in their order; may be none.</param>
/// <param name="Expected">The runs that the experiment asks for.</param>
internal sealed record ResultsRow(IReadOnlyList<AccuracyRun> Runs, int Expected)
{
    /// <summary>Whether all runs are there.</summary>
    public bool IsComplete => Runs.Count >= Expected;

    /// <summary>The spread of the accuracy; null without runs.</summary>
    public Spread? Accuracy => Over(run => run.Accuracy);

    /// <summary>The share of all tested windows of all runs that is right; null without runs.</summary>
    public double? PooledAccuracy => Runs.Count == 0 ? null : Runs.Sum(run => run.Accuracy * run.TestWindows) / Runs.Sum(run => run.TestWindows);

    /// <summary>The spread of a figure over the runs that have it; null where none has.</summary>
    public Spread? Over(Func<AccuracyRun, double?> figure) => Spread.Of([.. Runs.Select(figure).OfType<double>()]);

    /// <summary>The differences in accuracy, this minus the other, of the runs that both have.</summary>
    public IReadOnlyList<double> Ahead(ResultsRow other) =>
        [.. Runs.Join(other.Runs, run => run.Run, run => run.Run, (mine, theirs) => mine.Accuracy - theirs.Accuracy)];
}
