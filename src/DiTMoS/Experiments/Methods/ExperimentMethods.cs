using DiTMoS.Experiments.Datasets;
using DiTMoS.Training;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Baselines;
using DiTMoS.Training.Joint;
using DiTMoS.Training.Pretraining;
using DiTMoS.Training.Splitting;

namespace DiTMoS.Experiments.Methods;

/// <summary>The contestants that an experiment can name. What the presets of training decide is read from them and nowhere repeated.</summary>
internal static class ExperimentMethods
{
    /// <summary>Our method's name.</summary>
    public const string Ours = "default";

    private const int Initialisations = 5;

    /// <summary>The contestants, in the order of tables.</summary>
    public static IReadOnlyList<ExperimentMethod> All { get; } =
    [
        new RoutedMethod(Ours, "DiTMoS", "Selector and six classifiers, trained by the default preset.", Default),
        new RoutedMethod("as-published", "DiTMoS as published", "Selector and six classifiers, trained by the authors' recipe, but selected on validation data.", AsPublished) { IsRival = true },
        new StrongMethod("strong-as-published", "strong model as published", "The strong model that splits the data of `as-published`, trained by the authors' recipe.", AsPublished),
        new RoutedMethod(
            "alternating",
            "DiTMoS, alternating",
            "The published stages (splitting by a strong model, pre-training, alternation; no shared base) with the default preset's optimiser, batch, schedule, averaging "
                + "and augmentation; labels are smoothed before alternation, not in it. Alternation gives each network as many epochs as joint training gives it; pre-training comes on top.",
            Alternating),
        new BaselineMethod("tiny", "one tiny network", "One classifier alone, trained as the default preset trains: same optimiser, epochs and augmentation.", Baseline.Tiny, Default) { IsRival = true },
        new BaselineMethod("ensemble", "ensemble of two", "Two such classifiers with seeds of their own; their probabilities are averaged.", Baseline.Ensemble, Default) { IsRival = true },
        new BaselineMethod("sigcla", "SigCla", "One six-layer network, as wide as the tiny ones, with the published share of their flash and no more RAM than they take together, trained likewise.", Baseline.SigCla, Default) { IsRival = true },
        new BaselineMethod("sigcla-kd", "SigCla-KD", "The same network, which also learns from the default preset's strong model.", Baseline.SigClaKD, Default) { IsRival = true },
        new BaselineMethod("ada-moe", "Ada-MoE", "A gate and six experts of the tiny shapes, without aggregation and shared base, trained as one mixture; the gate's first choice answers.", Baseline.AdaMoE, Default) { IsRival = true },
        new BaselineMethod("naive", "naive selection", "Six classifiers, each trained alone on all training windows, then a selector that learns which of them is right.", Baseline.NaiveSelection, Default) { IsRival = true },
        new BaselineMethod(
            "strong", "strong model", "The published strong model, trained with the tiny networks' optimiser, learning rate and augmentation, for the epochs of the default preset's strong model.", Baseline.Strong, Default),
        new NearestMethod("nearest", "1-NN", "1-NN on normalised windows of the training and validation part. It trains nothing: its parameters are the windows that it keeps."),
        new BaselineMethod("weak-initialisations", "five tiny networks", "Five tiny networks that differ by their seeds, as one tiny network is trained: what each gets right, and how alike they are.", Baseline.Tiny, Default, Initialisations),
        new BaselineMethod("strong-initialisations", "five strong models", "Five strong models that differ by their seeds: what each gets right, and how alike they are.", Baseline.Strong, Default, Initialisations),
    ];

    /// <summary>The contestant of a name; null where there is none.</summary>
    public static ExperimentMethod? Find(string name) => All.FirstOrDefault(method => method.Name == name);

    private static TrainingOptions For(Preset preset, ExperimentDataset dataset)
    {
        TrainingOptions options = TrainingOptions.For(preset);
        return options with { Networks = options.Networks with { Widths = dataset.Widths, HiddenUnits = dataset.HiddenUnits } };
    }

    private static TrainingOptions Default(ExperimentDataset dataset) => For(Preset.Default, dataset);

    private static TrainingOptions AsPublished(ExperimentDataset dataset) => For(Preset.AsPublished, dataset);

    private static TrainingOptions Alternating(ExperimentDataset dataset)
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
}
