using System.Text.Json.Nodes;
using DiTMoS.Data;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Baselines;
using DiTMoS.Training.Joint;

namespace DiTMoS.Experiments.Methods;

/// <summary>Networks that do not know of each other; their probabilities are averaged.</summary>
/// <param name="name">What the method is called.</param>
/// <param name="title">What it is called for people.</param>
/// <param name="description">What it is, in words.</param>
/// <param name="shape">The shape of each network.</param>
/// <param name="recipe">The recipe on a data set; each network trains by its <see cref="TrainingOptions.Joint"/>.</param>
/// <param name="members">Networks, at least 1.</param>
internal sealed class NetworkMethod(
    string name, string title, string description, Func<WindowSet, NetworkOptions, NetworkSpec> shape, Func<ExperimentDataset, TrainingOptions> recipe, int members)
    : ExperimentMethod(name, title, description)
{
    private const int SeedsApart = 1000;                        // far from the other runs' seeds

    /// <inheritdoc/>
    public override long Parameters(WindowSet windows, TrainingOptions recipe) => members * shape(windows, recipe.Networks).FoldedParameters;

    /// <inheritdoc/>
    public override double Cost(WindowSet windows, int trainWindows, TrainingOptions recipe) =>
        3.0 * members * recipe.Joint.Epochs * shape(windows, recipe.Networks).Macs * trainWindows;

    /// <inheritdoc/>
    /// <remarks>Of joint training, a single network takes epochs and optimisation alone.</remarks>
    public override JsonObject RecipeJson(TrainingOptions recipe) => RecipeSettings.Effective(recipe with
    {
        Joint = new JointOptions { Epochs = recipe.Joint.Epochs, Optimization = recipe.Joint.Optimization, LoadBalancing = 0, BaseLoss = 0 },
    });

    /// <inheritdoc/>
    public override StrongTraining? Strong(TrainingOptions recipe) => null;

    /// <inheritdoc/>
    public override TrainedMethod Train(MethodTask task, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var networks = new NetworkFile[members];
        for (int member = 0; member < members; member++)
        {
            networks[member] = SingleNetworkTrainer.Train(
                task.Windows,
                task.Split,
                shape(task.Windows, task.Recipe.Networks),
                task.Recipe.Joint.Optimization,
                task.Recipe.Joint.Epochs,
                task.Recipe with { Seed = task.Recipe.Seed + (member * SeedsApart) },
                members == 1 ? progress : new MemberProgress(member, progress),
                cancellation);
        }

        return new TrainedNetworks(networks);
    }

    /// <inheritdoc/>
    protected override TrainingOptions Recipe(ExperimentDataset dataset) => recipe(dataset);

    // Each member's epochs are a stage of their own.
    private sealed class MemberProgress(int member, IProgress<TrainingProgress> all) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => all.Report(value with { Stage = FormattableString.Invariant($"{value.Stage} {member}") });
    }
}
