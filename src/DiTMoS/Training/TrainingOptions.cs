using System.Text.Json.Serialization;
using DiTMoS.Networks;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Aggregation;
using DiTMoS.Training.Augmentation;
using DiTMoS.Training.Joint;
using DiTMoS.Training.Optimizers;
using DiTMoS.Training.Pretraining;
using DiTMoS.Training.Splitting;
using DiTMoS.Training.Strong;

namespace DiTMoS.Training;

/// <summary>Every choice of a training run. Start from <see cref="For"/> and change what you need.</summary>
public sealed record TrainingOptions
{
    /// <summary>The preset that these options started from.</summary>
    public Preset Preset { get; init; }

    /// <summary>Classifiers beside the selector, N, at least 2; where <see cref="InitialModel"/> is given, its own number holds. Default 6.</summary>
    public int NumberOfClassifiers { get; init; } = 6;

    /// <summary>The shapes of selector and classifiers.</summary>
    public NetworkOptions Networks { get; init; } = new();

    /// <summary>The seed of all random choices. Same seed, same model, for any number of threads. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>The strong model's training.</summary>
    public StrongModelOptions Strong { get; init; } = new();

    /// <summary>Stage 1.</summary>
    public SplittingOptions Splitting { get; init; } = new();

    /// <summary>Stage 2, first part.</summary>
    public PretrainingOptions Pretraining { get; init; } = new();

    /// <summary>Stage 2, second part.</summary>
    public AdversarialOptions Adversarial { get; init; } = new();

    /// <summary>Joint training behind stage 2.</summary>
    public JointOptions Joint { get; init; } = new();

    /// <summary>Stage 3.</summary>
    public AggregationOptions Aggregation { get; init; } = new();

    /// <summary>How training goes on from <see cref="InitialModel"/>, or after widening.</summary>
    public FineTuningOptions FineTuning { get; init; } = new();

    /// <summary>Changes of training windows, in every stage.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>Whether each class weighs the same in the losses, however many windows it has. Default false.</summary>
    public bool ClassWeights { get; init; }

    /// <summary>Whether each class is drawn equally often. Default false.</summary>
    public bool BalancedSampling { get; init; }

    /// <summary>Whether the epoch that is best on the validation part is kept, and not the last one. Default true; without a validation part the last one is kept.</summary>
    public bool SelectBestEpoch { get; init; } = true;

    /// <summary>Whether the epoch that is best on the test part is kept, as in the publication, whatever <see cref="SelectBestEpoch"/> says. Figures are then too high, and marked so. Default false.</summary>
    public bool SelectOnTest { get; init; }

    /// <summary>Threads, or 0 for all processors. Changes no result. Default 0.</summary>
    [JsonIgnore]
    public int Threads { get; init; }

    /// <summary>Where checkpoints are kept until <see cref="DiTMoSTrainer.RemoveCheckpoint"/>; null for none. Default null.</summary>
    [JsonIgnore]
    public string? CheckpointFolder { get; init; }

    /// <summary>Whether to go on from the checkpoint in <see cref="CheckpointFolder"/>, if there is one. Default false.</summary>
    [JsonIgnore]
    public bool Resume { get; init; }

    /// <summary>Seconds between checkpoints, at least 0. Default 2.</summary>
    [JsonIgnore]
    public double CheckpointSeconds { get; init; } = 2;

    /// <summary>
    /// The most windows of the validation part that the model keeps, so that a deployment can be verified without the recordings, at
    /// least 0; 0 where the recordings must not leave with the model. Default 64.
    /// </summary>
    [JsonIgnore]
    public int KeptValidationWindows { get; init; } = 64;

    /// <summary>A model to fine-tune on the new data; null to begin anew. Default null.</summary>
    [JsonIgnore]
    public DiTMoSModel? InitialModel { get; init; }

    /// <summary>A strong model that is there already, of the same classes in the same order; it reads windows by its own normalisation. Null to train one where it is needed. Default null.</summary>
    [JsonIgnore]
    public NetworkFile? StrongModel { get; init; }

    /// <summary>Whether a new model's training has a strong model: to split by, or to learn from.</summary>
    [JsonIgnore]
    public bool NeedsStrongModel => Splitting.Strategy == SplittingStrategy.StrongFeatures || Joint.Distillation > 0;

    private static OptimizationOptions OurOptimization { get; } = new()
    {
        Optimizer = OptimizerKind.AdamW,
        LearningRate = 0.004f,
        WeightDecay = 0.01f,
        BatchSize = 16,
        Schedule = LearningRateSchedule.Cosine,
        WarmUpEpochs = 3,
        AverageDecay = 0.998f,
        LabelSmoothing = 0.05f,
    };

    /// <summary>The options of a preset.</summary>
    public static TrainingOptions For(Preset preset) => preset switch
    {
        Preset.AsPublished => new TrainingOptions
        {
            Preset = preset,
            Strong = new StrongModelOptions { Optimization = new StrongModelOptions().Optimization with { ResetEveryEpoch = true } },
            Pretraining = new PretrainingOptions
            {
                Classifiers = new OptimizationOptions { ResetEveryEpoch = true },
                Selector = new OptimizationOptions { StepEpochs = 8, ResetEveryEpoch = true },
                FeaturesInTrainingMode = true,
            },
            Adversarial = AdversarialOptions.AsPublished,
        },
        _ => new TrainingOptions
        {
            Preset = preset,
            Networks = new NetworkOptions { SharedBase = true },
            Strong = new StrongModelOptions
            {
                Epochs = 40,
                Optimization = OurOptimization with { LearningRate = 0.002f },
            },
            Splitting = new SplittingOptions { Strategy = SplittingStrategy.Random },
            Pretraining = new PretrainingOptions { ClassifierEpochs = 0, SelectorEpochs = 0 },
            Adversarial = new AdversarialOptions { Iterations = 0 },
            Joint = new JointOptions
            {
                Epochs = 150,
                Optimization = OurOptimization,
            },
            Augmentation = new AugmentationOptions { TimeShift = 0.1f },
            SelectBestEpoch = false,
        },
    };

    internal void Check(int windows)
    {
        OptionCheck.AtLeast(NumberOfClassifiers, 2, nameof(NumberOfClassifiers));
        if (NumberOfClassifiers > windows)
        {
            throw new OptionException($"{nameof(NumberOfClassifiers)} must be at most the number of training windows, {windows}. Got {NumberOfClassifiers}: train fewer classifiers or give more windows.");
        }

        CheckShared();
        OptionCheck.AtLeast(Strong.Epochs, 1, "Strong.Epochs");
        OptionCheck.AtLeast(Splitting.Restarts, 1, "Splitting.Restarts");
        OptionCheck.AtLeast(Splitting.MinimumSubset, 0, "Splitting.MinimumSubset");
        OptionCheck.AtLeast(Pretraining.ClassifierEpochs, 0, "Pretraining.ClassifierEpochs");
        OptionCheck.AtLeast(Pretraining.SelectorEpochs, 0, "Pretraining.SelectorEpochs");
        OptionCheck.AtLeast(Adversarial.Iterations, 0, "Adversarial.Iterations");
        OptionCheck.AtLeast(Adversarial.SelectorEpochs, 0, "Adversarial.SelectorEpochs");
        OptionCheck.AtLeast(Adversarial.ClassifierEpochs, 0, "Adversarial.ClassifierEpochs");
        OptionCheck.InRange(Adversarial.SingleWeight, 0, float.MaxValue, "Adversarial.SingleWeight");
        OptionCheck.InRange(Adversarial.UnionWeight, 0, float.MaxValue, "Adversarial.UnionWeight");
        OptionCheck.InRange(Adversarial.OverlapWeight, 0, float.MaxValue, "Adversarial.OverlapWeight");
        OptionCheck.AtLeast(Adversarial.StatisticsUpdates, 1, "Adversarial.StatisticsUpdates");
        OptionCheck.AtLeast(Joint.Epochs, 0, "Joint.Epochs");
        OptionCheck.AtLeast(Joint.GuidanceEpochs, 0, "Joint.GuidanceEpochs");
        CheckTrains();
        OptionCheck.InRange(Joint.LoadBalancing, 0, float.MaxValue, "Joint.LoadBalancing");
        OptionCheck.InRange(Joint.BaseLoss, 0, float.MaxValue, "Joint.BaseLoss");
        OptionCheck.InRange(Joint.RoutedLoss, 0, float.MaxValue, "Joint.RoutedLoss");
        OptionCheck.InRange(Joint.Distillation, 0, float.MaxValue, "Joint.Distillation");
        OptionCheck.Positive(Joint.DistillationTemperature, "Joint.DistillationTemperature");
        OptionCheck.AtLeast(FineTuning.Epochs, 1, "FineTuning.Epochs");
        OptionCheck.Positive(FineTuning.Rate, "FineTuning.Rate");
        Strong.Optimization.Check("Strong.Optimization");
        Pretraining.Classifiers.Check("Pretraining.Classifiers");
        Pretraining.Selector.Check("Pretraining.Selector");
        Adversarial.Optimization.Check("Adversarial.Optimization");
        Joint.Optimization.Check("Joint.Optimization");
    }

    /// <summary>Checks what belongs to no stage of routed training: the options that a single network's training reads as well.</summary>
    internal void CheckShared()
    {
        OptionCheck.AtLeast(Threads, 0, nameof(Threads));
        OptionCheck.AtLeast(KeptValidationWindows, 0, nameof(KeptValidationWindows));
        OptionCheck.AtLeast(CheckpointSeconds, 0, nameof(CheckpointSeconds));
        Augmentation.Check();
    }

    private void CheckTrains()
    {
        bool alternates = Adversarial.SelectorEpochs + Adversarial.ClassifierEpochs > 0;
        bool trains = InitialModel != null
            ? Joint.Epochs > 0 || alternates
            : Joint.Epochs > 0 || (alternates && Adversarial.Iterations > 0) || Pretraining.ClassifierEpochs > 0 || Pretraining.SelectorEpochs > 0;
        if (!trains)
        {
            throw new OptionException(
                "A run must train: Joint.Epochs, or Adversarial.Iterations with its epochs, or the epochs of Pretraining must be over 0. Got 0 throughout: set one of them, or start from a preset.");
        }
    }
}
