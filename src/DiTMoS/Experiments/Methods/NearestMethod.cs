using System.Text.Json.Nodes;
using DiTMoS.Data;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Training;

namespace DiTMoS.Experiments.Methods;

/// <summary>The nearest of all windows that are not tested. Nothing is random and nothing selected, so validation windows count as training windows.</summary>
internal sealed class NearestMethod(string name, string title, string description) : ExperimentMethod(name, title, description)
{
    /// <inheritdoc/>
    public override bool IsTrained => false;

    /// <inheritdoc/>
    public override JsonObject? RecipeJson(TrainingOptions recipe) => null;

    /// <inheritdoc/>
    public override StrongTraining? Strong(TrainingOptions recipe) => null;

    /// <inheritdoc/>
    public override long Parameters(WindowSet windows, TrainingOptions recipe) => (long)windows.Count * windows.WindowLength;

    /// <inheritdoc/>
    public override double Cost(WindowSet windows, int trainWindows, TrainingOptions recipe) => (double)(windows.Count - trainWindows) * trainWindows * windows.WindowLength;

    /// <inheritdoc/>
    public override TrainedMethod Train(MethodTask task, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        int[] known = [.. task.Split.Train, .. task.Split.Validation];
        Array.Sort(known);                                      // of equally near windows the first counts
        return new TrainedNeighbours(ChannelNormalization.Learn(task.Windows, known), task.Windows.Select(known));
    }

    /// <inheritdoc/>
    protected override TrainingOptions Recipe(ExperimentDataset dataset) => new();
}
