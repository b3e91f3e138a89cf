using DiTMoS.Experiments.Records;
using DiTMoS.Experiments.Running;
using DiTMoS.Experiments.Statistics;

namespace DiTMoS.Experiments.Pages;

/// <summary>A row of a table with its finished runs.</summary>
/// <param name="Row">What was asked.</param>
/// <param name="Runs">The finished runs of this very recipe, in their order; may be none.</param>
/// <param name="Expected">The runs that were asked for.</param>
internal sealed record PageRow(ExperimentRow Row, IReadOnlyList<RunRecord> Runs, int Expected)
{
    /// <summary>Whether all runs are there.</summary>
    public bool IsComplete => Runs.Count >= Expected;

    /// <summary>What the row is called.</summary>
    public string Name => Row.Variant.Name.Length == 0 ? $"`{Row.Method.Name}`" : $"`{Row.Method.Name}` {Row.Variant.Name}";

    /// <summary>The spread of the accuracy; null without runs.</summary>
    public Spread? Accuracy => Over(run => run.Test.Accuracy);

    /// <summary>The share of all tested windows of all runs that is right; null without runs.</summary>
    public double? PooledAccuracy => Runs.Count == 0 ? null : Runs.Sum(run => run.Test.Accuracy * run.Split.TestWindows) / Runs.Sum(run => run.Split.TestWindows);

    /// <summary>The spread of a figure over the runs that have it; null where none has.</summary>
    public Spread? Over(Func<RunRecord, double?> figure) => Spread.Of([.. Runs.Select(figure).OfType<double>()]);
}
