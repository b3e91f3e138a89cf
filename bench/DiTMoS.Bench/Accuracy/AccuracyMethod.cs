using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Joint;
using DiTMoS.Training.Pretraining;
using DiTMoS.Training.Splitting;

namespace DiTMoS.Bench.Accuracy;

/// <summary>One contestant of the experiment.</summary>
/// <param name="name">What it is called in commands, files and tables.</param>
/// <param name="description">What it is, in words.</param>
internal abstract class AccuracyMethod(string name, string description)
{
    private const int Classifiers = 6;

    /// <summary>The contestants, in the order of the page. What the default preset decides is read from it and nowhere repeated.</summary>
    public static IReadOnlyList<AccuracyMethod> All { get; } =
    [
        new RoutedMethod("default", "Selector and six classifiers, trained by the default preset.", Default),
        new RoutedMethod(
            "as-published",
            "Selector and six classifiers, trained by the authors' recipe, but selected on validation data.",
            AsPublished,
            new AccuracyRow("strong-as-published", "The strong model that splits the data of `as-published`, trained by the authors' recipe.")),
        new RoutedMethod(
            "alternating",
            "The published stages (splitting by a strong model, pre-training, alternation; no shared base) with the default preset's optimiser, batch, schedule, averaging "
                + "and augmentation; labels are smoothed before alternation, not in it. Alternation gives each network as many epochs as joint training gives it; pre-training comes on top.",
            Alternating),
        new SingleMethod("tiny", "One classifier alone, trained as the default preset trains: same optimiser, epochs and augmentation.", Tiny, Single, members: 1),
        new SingleMethod("ensemble", "Two such classifiers with seeds of their own; their probabilities are averaged.", Tiny, Single, members: 2),
        new SingleMethod("strong", "The published strong model, trained with the tiny networks' optimiser, learning rate and augmentation, for the epochs of the default preset's strong model.", Strong, StrongRecipe, members: 1),
        new NearestMethod("nearest", "1-NN on normalised windows of the training and validation part. It trains nothing: its parameters are the windows that it keeps."),
    ];

    /// <summary>What it is called in commands, files and tables.</summary>
    public string Name => name;

    /// <summary>The rows that a run fills, the method's own first.</summary>
    public virtual IReadOnlyList<AccuracyRow> Rows => [new AccuracyRow(name, description)];

    /// <summary>Twelve digits that change with the recipe: runs of another recipe do not count.</summary>
    public string RecipeHash(AccuracyDataset dataset) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RecipeText(dataset))))[..12];

    /// <summary>How many runs the data set needs.</summary>
    public virtual int RunsFor(AccuracyDataset dataset, int? seeds) => dataset.RunsFor(seeds);

    /// <summary>Multiplications of a whole run, roughly: what is longest starts first.</summary>
    public abstract double Cost(AccuracyDataset dataset, WindowSet windows);

    /// <summary>Trains, then reads the test part once.</summary>
    public abstract IReadOnlyList<AccuracyOutcome> Run(AccuracyTask task, CancellationToken cancellation);

    /// <summary>All that decides a run beside its data and its seed.</summary>
    protected abstract string RecipeText(AccuracyDataset dataset);

    /// <summary>A recipe as text, without the options of stages that it leaves out: what they say changes no run.</summary>
    protected static string TextOf(TrainingOptions recipe)
    {
        JsonObject text = JsonSerializer.SerializeToNode(recipe, TrainingOptionsJson.Default.TrainingOptions)!.AsObject();
        bool alternates = recipe.Adversarial.Iterations > 0 || recipe.Pretraining.SelectorEpochs > 0;
        bool isWidened = recipe.Aggregation.AfterTraining;
        foreach ((string stage, bool isRun) in new[] { ("adversarial", alternates), ("joint", recipe.Joint.Epochs > 0), ("fineTuning", isWidened), ("strong", recipe.NeedsStrongModel) })
        {
            if (!isRun)
            {
                text.Remove(stage);
            }
        }

        return text.ToJsonString();
    }

    private static TrainingOptions For(Preset preset, AccuracyDataset dataset)
    {
        TrainingOptions options = TrainingOptions.For(preset);
        return options with { NumberOfClassifiers = Classifiers, Networks = dataset.Shape(options.Networks) };
    }

    private static TrainingOptions Default(AccuracyDataset dataset) => For(Preset.Default, dataset);

    private static TrainingOptions AsPublished(AccuracyDataset dataset) => For(Preset.AsPublished, dataset);

    private static TrainingOptions Alternating(AccuracyDataset dataset)
    {
        TrainingOptions options = Default(dataset);
        var adversarial = new AdversarialOptions { Optimization = options.Joint.Optimization };
        return options with
        {
            Networks = options.Networks with { SharedBase = false },
            Strong = options.Strong with { Optimization = options.Joint.Optimization },
            Splitting = new SplittingOptions(),
            Pretraining = new PretrainingOptions { Classifiers = options.Joint.Optimization, Selector = options.Joint.Optimization },
            Adversarial = adversarial with { Iterations = (options.Joint.Epochs + adversarial.ClassifierEpochs - 1) / adversarial.ClassifierEpochs },
            Joint = new JointOptions(),
        };
    }

    // One network's epochs and optimisation stand where joint training's do; the rest of the default preset is left out, so that it can change without repeating these runs.
    private static TrainingOptions Single(AccuracyDataset dataset)
    {
        TrainingOptions options = Default(dataset);
        return new TrainingOptions
        {
            Networks = options.Networks with { FeatureAggregation = false, SharedBase = false },
            Joint = new JointOptions { Epochs = options.Joint.Epochs, Optimization = options.Joint.Optimization },
            Augmentation = options.Augmentation,
            ClassWeights = options.ClassWeights,
            BalancedSampling = options.BalancedSampling,
            SelectBestEpoch = options.SelectBestEpoch,
        };
    }

    private static TrainingOptions StrongRecipe(AccuracyDataset dataset)
    {
        TrainingOptions options = Single(dataset);
        return options with
        {
            Networks = new NetworkOptions(),
            Joint = options.Joint with { Epochs = TrainingOptions.For(Preset.Default).Strong.Epochs },
        };
    }

    private static NetworkSpec Tiny(WindowSet windows, TrainingOptions recipe) =>
        PublishedNetworks.Classifier(windows.Channels, windows.Length, windows.Classes, recipe.Networks);

    private static NetworkSpec Strong(WindowSet windows, TrainingOptions recipe) =>
        PublishedNetworks.Strong(windows.Channels, windows.Length, windows.Classes);
}
