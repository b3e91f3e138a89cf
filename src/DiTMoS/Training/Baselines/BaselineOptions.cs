using System.Text.Json.Serialization;
using DiTMoS.Networks;
using DiTMoS.Training.Augmentation;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training.Baselines;

/// <summary>Every choice of a baseline's training. Start from <see cref="For"/>, which takes from our recipe what makes a fair comparison, and change what you need.</summary>
public sealed record BaselineOptions
{
    /// <summary>Which baseline.</summary>
    public required Baseline Baseline { get; init; }

    /// <summary>How the weights of every network move.</summary>
    public required OptimizationOptions Optimization { get; init; }

    /// <summary>Epochs of every network, at least 1; those of the strong model are <see cref="StrongEpochs"/>.</summary>
    public required int Epochs { get; init; }

    /// <summary>Epochs of the strong model, at least 1, whether it is the baseline itself or the teacher. Default 40.</summary>
    public int StrongEpochs { get; init; } = 40;

    /// <summary>The seed of all random choices. Same seed, same model, for any number of threads. Member i of an ensemble, and classifier i of a naive selection, has this seed + 1000 i. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>The shape of the tiny networks, of which aggregation and shared base are left out; for <see cref="Baseline.SigCla"/> the budget.</summary>
    public NetworkOptions Networks { get; init; } = new();

    /// <summary>Experts of <see cref="Baseline.AdaMoE"/>, classifiers of <see cref="Baseline.NaiveSelection"/>; at least 2. Default 6.</summary>
    public int NumberOfClassifiers { get; init; } = 6;

    /// <summary>Networks of <see cref="Baseline.Ensemble"/>, at least 1. Default 2, as published.</summary>
    public int Members { get; init; } = 2;

    /// <summary>Weight of the negative entropy of the mean routing probabilities in <see cref="Baseline.AdaMoE"/>, at least 0. Default 0.05.</summary>
    public float LoadBalancing { get; init; } = 0.05f;

    /// <summary>How <see cref="Baseline.SigClaKD"/> learns from the strong model.</summary>
    public DistillationOptions Distillation { get; init; } = new();

    /// <summary>Changes of training windows.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>Whether each class weighs the same in the losses, however many windows it has. Default false.</summary>
    public bool ClassWeights { get; init; }

    /// <summary>Whether each class is drawn equally often. Default false.</summary>
    public bool BalancedSampling { get; init; }

    /// <summary>Whether each network keeps the epoch that is best on the validation part, and not the last one. Default false.</summary>
    public bool SelectBestEpoch { get; init; }

    /// <summary>Threads, or 0 for all processors. Changes no result. Default 0.</summary>
    [JsonIgnore]
    public int Threads { get; init; }

    /// <summary>The most windows of the validation part that the model keeps, at least 0. Default 64.</summary>
    [JsonIgnore]
    public int KeptValidationWindows { get; init; } = 64;

    /// <summary>The teacher of <see cref="Baseline.SigClaKD"/>, of the same classes in the same order; it reads windows by its own normalisation. Null to train one as <see cref="Baseline.Strong"/> is trained. Default null.</summary>
    [JsonIgnore]
    public NetworkFile? StrongModel { get; init; }

    /// <summary>A baseline with the means of our recipe: optimiser, epochs, batch, averaging, augmentation, weights and sampling of classes, choice of the epoch; its shape, number of classifiers and seed; threads, and windows to keep.</summary>
    /// <param name="baseline">Which baseline.</param>
    /// <param name="ours">The recipe that it is compared with; it must train jointly. Its strong model, where one is given, becomes the teacher.</param>
    /// <exception cref="OptionException">The recipe has no joint training to take optimiser and epochs from, or asks for what a baseline cannot do.</exception>
    public static BaselineOptions For(Baseline baseline, TrainingOptions ours)
    {
        ArgumentNullException.ThrowIfNull(ours);
        if (ours.Joint.Epochs < 1)
        {
            throw new OptionException($"A baseline takes optimiser and epochs from joint training: Joint.Epochs must be over 0. Got {ours.Joint.Epochs}: start from the preset Default.");
        }

        if (ours.SelectOnTest || ours.InitialModel is not null)
        {
            throw new OptionException($"A baseline is trained anew and selects on the validation part. Got {(ours.SelectOnTest ? "SelectOnTest" : "InitialModel")}: leave it out.");
        }

        return new BaselineOptions
        {
            Baseline = baseline,
            Optimization = ours.Joint.Optimization,
            Epochs = ours.Joint.Epochs,
            StrongEpochs = ours.Strong.Epochs,
            Seed = ours.Seed,
            Networks = ours.Networks,
            NumberOfClassifiers = ours.NumberOfClassifiers,
            Augmentation = ours.Augmentation,
            ClassWeights = ours.ClassWeights,
            BalancedSampling = ours.BalancedSampling,
            SelectBestEpoch = ours.SelectBestEpoch,
            Threads = ours.Threads,
            KeptValidationWindows = ours.KeptValidationWindows,
            StrongModel = ours.StrongModel,
        };
    }

    internal void Check()
    {
        if (!Enum.IsDefined(Baseline))
        {
            throw new OptionException($"Baseline must be one of {string.Join(", ", Enum.GetNames<Baseline>())}. Got {(int)Baseline}.");
        }

        OptionCheck.AtLeast(Epochs, 1, nameof(Epochs));
        OptionCheck.AtLeast(StrongEpochs, 1, nameof(StrongEpochs));
        OptionCheck.AtLeast(NumberOfClassifiers, 2, nameof(NumberOfClassifiers));
        OptionCheck.AtLeast(Members, 1, nameof(Members));
        OptionCheck.InRange(LoadBalancing, 0, float.MaxValue, nameof(LoadBalancing));
        Optimization.Check(nameof(Optimization));
        Distillation.Check();
    }
}
