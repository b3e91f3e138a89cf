using System.Text.Json;
using System.Text.Json.Nodes;
using DiTMoS.Data;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Experiments.Methods;

/// <summary>What ours is compared with, trained by <see cref="BaselineTrainer"/> with the means of our recipe.</summary>
/// <param name="name">What the method is called.</param>
/// <param name="title">What it is called for people.</param>
/// <param name="description">What it is, in words.</param>
/// <param name="baseline">The baseline.</param>
/// <param name="recipe">Our recipe on a data set.</param>
/// <param name="copies">How often it is trained, with seeds of its own; several are averaged as an ensemble is. Default 1.</param>
internal sealed class BaselineMethod(string name, string title, string description, Baseline baseline, Func<ExperimentDataset, TrainingOptions> recipe, int copies = 1)
    : ExperimentMethod(name, title, description)
{
    private const int SeedsApart = 1000;                        // far from the other runs' seeds

    /// <inheritdoc/>
    public override bool IsRouted => baseline is Baseline.AdaMoE or Baseline.NaiveSelection;

    /// <inheritdoc/>
    public override long Parameters(WindowSet windows, TrainingOptions recipe) => copies * Specs(windows, Options(recipe)).Sum(spec => spec.FoldedParameters);

    /// <inheritdoc/>
    public override double Cost(WindowSet windows, int trainWindows, TrainingOptions recipe)
    {
        BaselineOptions options = Options(recipe);
        int epochs = baseline == Baseline.Strong ? options.StrongEpochs : options.Epochs;
        return 3.0 * copies * epochs * Specs(windows, options).Sum(spec => (double)spec.Macs) * trainWindows;
    }

    /// <inheritdoc/>
    /// <remarks>Of the baseline's options, those that it reads.</remarks>
    public override JsonObject RecipeJson(TrainingOptions recipe)
    {
        JsonObject text = JsonSerializer.SerializeToNode(Options(recipe), BaselineOptionsJson.Default.BaselineOptions)!.AsObject();
        text.Remove("seed");
        text.Remove(baseline == Baseline.Strong ? "epochs" : "strongEpochs");
        foreach ((string member, bool isRead) in new[]
        {
            ("members", baseline == Baseline.Ensemble),
            ("numberOfClassifiers", IsRouted),
            ("loadBalancing", baseline == Baseline.AdaMoE),
            ("distillation", baseline == Baseline.SigClaKD),
            ("networks", baseline != Baseline.Strong),
        })
        {
            if (!isRead)
            {
                text.Remove(member);
            }
        }

        if (Strong(recipe) is { } teacher)
        {
            text["teacher"] = JsonNode.Parse(teacher.Text);
        }

        return text;
    }

    /// <inheritdoc/>
    public override StrongTraining? Strong(TrainingOptions recipe) => baseline == Baseline.SigClaKD ? new StrongTraining(recipe.Strong, recipe) : null;

    /// <inheritdoc/>
    public override TrainedMethod Train(MethodTask task, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        BaselineOptions options = Options(task.Recipe) with { StrongModel = task.Strong };
        var models = new WindowModel[copies];
        for (int copy = 0; copy < copies; copy++)
        {
            IProgress<TrainingProgress> each = copies == 1 ? progress : new CopyProgress(copy, progress);
            models[copy] = BaselineTrainer.Train(task.Windows, task.Split, options with { Seed = options.Seed + (copy * SeedsApart) }, each, cancellation);
        }

        return models[0] is DiTMoSModel routed ? new TrainedRouted(routed) : TrainedNetworks.Of([.. models.Cast<EnsembleModel>()]);
    }

    /// <inheritdoc/>
    protected override TrainingOptions Recipe(ExperimentDataset dataset) => recipe(dataset);

    // The strong model has epochs of its own; where a variant changes ours, they change by the same factor.
    private BaselineOptions Options(TrainingOptions recipe)
    {
        double factor = recipe.Joint.Epochs / (double)TrainingOptions.For(Preset.Default).Joint.Epochs;
        return BaselineOptions.For(baseline, recipe) with { StrongEpochs = Math.Max(1, (int)Math.Round(recipe.Strong.Epochs * factor)) };
    }

    // All networks that are trained.
    private IEnumerable<NetworkSpec> Specs(WindowSet windows, BaselineOptions options)
    {
        NetworkOptions plain = options.Networks with { FeatureAggregation = false, SharedBase = false };
        NetworkSpec Classifier() => PublishedNetworks.Classifier(windows.Channels, windows.Length, windows.Classes, plain);
        NetworkSpec Selector() => PublishedNetworks.Selector(windows.Channels, windows.Length, options.NumberOfClassifiers, plain);
        return baseline switch
        {
            Baseline.SigCla or Baseline.SigClaKD => [PublishedNetworks.SingleClassifier(windows.Channels, windows.Length, windows.Classes, options.Networks)],
            Baseline.AdaMoE or Baseline.NaiveSelection => Enumerable.Repeat(Classifier(), options.NumberOfClassifiers).Prepend(Selector()),
            Baseline.Ensemble => Enumerable.Repeat(Classifier(), options.Members),
            Baseline.Strong => [StrongSpec(windows)],
            _ => [Classifier()],
        };
    }

    // Each copy's epochs are stages of their own.
    private sealed class CopyProgress(int copy, IProgress<TrainingProgress> all) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => all.Report(value with { Stage = FormattableString.Invariant($"{value.Stage}, copy {copy}") });
    }
}
