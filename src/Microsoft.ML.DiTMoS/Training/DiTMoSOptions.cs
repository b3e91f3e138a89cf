using DiTMoS.Training;

namespace Microsoft.ML.DiTMoS;

/// <summary>What all stages of DiTMoS have in common.</summary>
/// <remarks>Stages that are chained must be given the same values, so that all of them see the same training and validation windows.</remarks>
public abstract class DiTMoSOptions
{
    private protected DiTMoSOptions()
    {
    }

    /// <summary>The label column, a key. Default <c>Label</c>.</summary>
    public string LabelColumnName { get; set; } = Defaults.LabelColumnName;

    /// <summary>The features column: one window per row, a vector of C * L <see cref="float"/>s, channel by channel. Default <c>Features</c>.</summary>
    public string FeatureColumnName { get; set; } = Defaults.FeatureColumnName;

    /// <summary>
    /// The column that says which rows belong together, such as the subject or the recording: text, a key or a number. Rows of one group are all trained on or
    /// all held back for validation. Null to hold rows back at random, class by class. Default null.
    /// </summary>
    public string? GroupColumnName { get; set; }

    /// <summary>The column with the weight of each row in the losses: a <see cref="float"/>, at least 0. Validation counts all rows the same. Null to weigh all rows the same. Default null.</summary>
    public string? WeightColumnName { get; set; }

    /// <summary>The channels of a window, C, at least 1; null for the first of two dimensions of the features column, or one channel where it has no two. Default null.</summary>
    public int? ChannelCount { get; set; }

    /// <summary>The names of the C channels; null for what the features column's annotation <c>ChannelNames</c> says, or 0, 1, .... Default null.</summary>
    public IReadOnlyList<string>? ChannelNames { get; set; }

    /// <summary>The class names in the order of the label's keys; null for the label's key values, or 1, 2, ... where it has none. Default null.</summary>
    public IReadOnlyList<string>? ClassNames { get; set; }

    /// <summary>The seed of all random choices: same seed and rows, same model, byte for byte. Default 0. The seed of <see cref="MLContext"/> has no influence.</summary>
    public int Seed { get; set; } = Defaults.Seed;

    /// <summary>Threads, at least 1, or null for all processors. Changes no result. Default null.</summary>
    public int? NumberOfThreads { get; set; }

    /// <summary>The part of the rows that is held back to judge epochs and to calibrate probabilities, in [0, 1). Not used where a validation view is given. Default 0.2.</summary>
    public double ValidationFraction { get; set; } = Defaults.ValidationFraction;

    /// <summary>
    /// The most windows of the validation part that a model keeps, so that a deployment can be verified without the recordings, at least 0; 0 where the
    /// recordings must not leave with the model. Default 64.
    /// </summary>
    public int KeptValidationWindows { get; set; } = Defaults.KeptValidationWindows;

    /// <summary>The recipe that <see cref="Engine"/> starts from. Default <see cref="Preset.Default"/>.</summary>
    public Preset Preset { get; set; } = Preset.Default;

    /// <summary>
    /// Changes the recipe, such as <c>o => o with { Joint = o.Joint with { Epochs = 60 } }</c>; null to leave it as it is. It gets the preset with this
    /// object's values set, and gives all options of the run. Default null.
    /// </summary>
    public Func<TrainingOptions, TrainingOptions>? Engine { get; set; }

    /// <summary>A folder for checkpoints, each stage in its own; null for none. They stay until <see cref="global::DiTMoS.Training.DiTMoSTrainer.RemoveCheckpoint"/>. Default null.</summary>
    public string? CheckpointFolder { get; set; }

    /// <summary>Whether to go on from the checkpoint in <see cref="CheckpointFolder"/>, if there is one; the result is the same. Default false.</summary>
    public bool Resume { get; set; }

    /// <summary>Told after each epoch; the fraction that is done counts within a stage. Null for nobody. <c>MLContext.Log</c> gets a line per epoch besides. Default null.</summary>
    public IProgress<TrainingProgress>? Progress { get; set; }

    /// <summary>Stops training between two steps. Default never.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Makes a copy with the values that all stages share.</summary>
    internal T CopyTo<T>(T target)
        where T : DiTMoSOptions
    {
        target.LabelColumnName = LabelColumnName;
        target.FeatureColumnName = FeatureColumnName;
        target.GroupColumnName = GroupColumnName;
        target.WeightColumnName = WeightColumnName;
        target.ChannelCount = ChannelCount;
        target.ChannelNames = ChannelNames;
        target.ClassNames = ClassNames;
        target.Seed = Seed;
        target.NumberOfThreads = NumberOfThreads;
        target.ValidationFraction = ValidationFraction;
        target.KeptValidationWindows = KeptValidationWindows;
        target.Preset = Preset;
        target.Engine = Engine;
        target.CheckpointFolder = CheckpointFolder;
        target.Resume = Resume;
        target.Progress = Progress;
        target.CancellationToken = CancellationToken;
        return target;
    }

    /// <summary>The engine's options for this stage.</summary>
    /// <param name="classifiers">Classifiers, N; null where the stage takes them from elsewhere.</param>
    internal TrainingOptions ToRecipe(int? classifiers)
    {
        if (NumberOfThreads < 1)
        {
            throw new ArgumentException($"NumberOfThreads must be at least 1, or null for all processors. Got {NumberOfThreads}.");
        }

        TrainingOptions recipe = TrainingOptions.For(Preset) with
        {
            Seed = Seed,
            Threads = NumberOfThreads ?? 0,
            CheckpointFolder = CheckpointFolder,
            Resume = Resume,
            KeptValidationWindows = KeptValidationWindows,
        };
        recipe = classifiers is { } n ? recipe with { NumberOfClassifiers = n } : recipe;
        return Engine?.Invoke(recipe) ?? recipe;
    }

    /// <summary>The only place where defaults stand.</summary>
    internal static class Defaults
    {
        public const string LabelColumnName = "Label";
        public const string FeatureColumnName = "Features";
        public const string SubsetColumnName = "Subset";
        public const int NumberOfClassifiers = 6;
        public const int Seed = 0;
        public const double ValidationFraction = 0.2;
        public const int KeptValidationWindows = 64;
    }
}
