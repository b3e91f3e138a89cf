using System.Text.Json.Nodes;
using DiTMoS.Data;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Training;

namespace DiTMoS.Experiments.Methods;

/// <summary>The strong model that another method's recipe needs, reported by itself: it is trained once for both.</summary>
/// <param name="name">What the method is called.</param>
/// <param name="title">What it is called for people.</param>
/// <param name="description">What it is, in words.</param>
/// <param name="recipe">The recipe on a data set.</param>
internal sealed class StrongMethod(string name, string title, string description, Func<ExperimentDataset, TrainingOptions> recipe) : ExperimentMethod(name, title, description)
{
    /// <inheritdoc/>
    public override JsonObject RecipeJson(TrainingOptions recipe) => JsonNode.Parse(Strong(recipe).Text)!.AsObject();

    /// <inheritdoc/>
    public override long Parameters(WindowSet windows, TrainingOptions recipe) => StrongSpec(windows).FoldedParameters;

    /// <inheritdoc/>
    public override double Cost(WindowSet windows, int trainWindows, TrainingOptions recipe) => 0;

    /// <inheritdoc/>
    public override StrongTraining Strong(TrainingOptions recipe) => new(recipe.Strong, recipe);

    /// <inheritdoc/>
    public override TrainedMethod Train(MethodTask task, IProgress<TrainingProgress> progress, CancellationToken cancellation) => TrainedNetworks.Of(task.Strong!, task);

    /// <inheritdoc/>
    protected override TrainingOptions Recipe(ExperimentDataset dataset) => recipe(dataset);
}
