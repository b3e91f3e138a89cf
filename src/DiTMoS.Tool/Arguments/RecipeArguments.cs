using System.CommandLine;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Augmentation;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Tool.Arguments;

/// <summary>The networks and how they are trained.</summary>
internal sealed class RecipeArguments
{
    private readonly BaselineArguments _baselines = new();
    private readonly Option<Preset?> _preset = OptionOf.Choice(
        "--preset", "The recipe to start from: ours, or the authors'. Default: default.", ("default", Preset.Default), ("as-published", Preset.AsPublished));

    private readonly Option<int?> _classifiers = OptionOf.WholeNumber("--classifiers", "Classifiers beside the selector. Default: 6.", least: 2);
    private readonly Option<int[]> _widths = OptionOf.WholeNumbers("--widths", "Channels of each convolution. Default: 8,8,4.");
    private readonly Option<int[]> _kernels = OptionOf.WholeNumbers("--kernels", "Kernel of each convolution, in samples. Default: 15,9,5, scaled down for short windows.");
    private readonly Option<int?> _hiddenUnits = OptionOf.WholeNumber("--fc", "Units of the hidden layer. Default: 64.", least: 1);
    private readonly Option<string?> _from = OptionOf.Text("--from", "MODEL", "A model to fine-tune on these recordings; its networks keep their shape. On the recordings that it was trained on, the split stays too.");
    private readonly Option<string?> _strong = OptionOf.Text("--strong", "FILE", "A strong model to split by instead of training one, as --save-strong keeps it; for recipes that split by one.");
    private readonly Option<bool> _selectOnTest = OptionOf.Switch("--select-on-test", "Choose the epoch by its figures on the test part, as in the publication. The figures are then too high, and marked so.");
    private readonly Option<int?> _keptWindows = OptionOf.WholeNumber("--keep-windows", "Windows of the validation part that the model keeps, so that a deployment can be verified without the recordings; 0 where they must not leave with it. Default: 64.", least: 0);
    private readonly Option<bool> _balanced = OptionOf.Switch("--balanced", "Draw each class equally often.");
    private readonly Option<bool> _classWeights = OptionOf.Switch("--class-weights", "Weigh each class the same, however many windows it has.");
    private readonly Option<double?> _jitter = OptionOf.Number("--jitter", "Augmentation: noise on every sample, in standard deviations of the channel.");
    private readonly Option<double?> _scaling = OptionOf.Number("--scaling", "Augmentation: standard deviation of the factor that each channel is multiplied by.");
    private readonly Option<double?> _offset = OptionOf.Number("--offset", "Augmentation: a constant added to each channel, in standard deviations of the channel.");
    private readonly Option<double?> _timeShift = OptionOf.Number("--time-shift", "Augmentation: the farthest shift in time, as a share of the window.", 0, 1);
    private readonly Option<double?> _timeMask = OptionOf.Number("--time-mask", "Augmentation: the longest span set to zero, as a share of the window.", 0, 1);
    private readonly Option<double?> _rotation = OptionOf.Number("--rotation", "Augmentation: the largest rotation of each three channels, in degrees.", 0, 181);

    // For tests and quick checks, not for results.
    private readonly Option<int?> _epochs = OptionOf.WholeNumber("--epochs", "At most N epochs in each stage, for a quick look; the recipe's figures need all of them.", least: 1);
    private readonly Option<double?> _checkpointSeconds = OptionOf.Number("--checkpoint-seconds", "Seconds between checkpoints.");

    public RecipeArguments() => _checkpointSeconds.Hidden = true;

    public void AddTo(Command command)
    {
        Option[] options =
        [
            _preset, _classifiers, _widths, _kernels, _hiddenUnits, _from, _strong, _selectOnTest, _keptWindows, _balanced, _classWeights,
            _jitter, _scaling, _offset, _timeShift, _timeMask, _rotation, _epochs, _checkpointSeconds,
        ];
        _baselines.AddTo(command);
        foreach (Option option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>The model to compare with that was asked for instead of a selector and classifiers; null for none.</summary>
    public Baseline? Baseline(ParseResult parsed) => _baselines.Chosen(parsed);

    /// <summary>The options of a run, without its files.</summary>
    public TrainingOptions Resolve(ParseResult parsed)
    {
        Baseline? baseline = Baseline(parsed);
        if (baseline is { } chosen)
        {
            BaselineArguments.Check(chosen, parsed);
        }

        TrainingOptions options = TrainingOptions.For(parsed.GetValue(_preset) ?? Preset.Default);
        DiTMoSModel? initial = LoadInitial(parsed);
        AugmentationOptions augmentation = options.Augmentation;
        options = options with
        {
            NumberOfClassifiers = initial?.Classifiers.Count ?? parsed.GetValue(_classifiers) ?? options.NumberOfClassifiers,
            Networks = options.Networks with
            {
                Widths = parsed.GetValue(_widths) is { Length: > 0 } widths ? widths : options.Networks.Widths,
                Kernels = parsed.GetValue(_kernels) is { Length: > 0 } kernels ? kernels : options.Networks.Kernels,
                HiddenUnits = parsed.GetValue(_hiddenUnits) ?? options.Networks.HiddenUnits,
            },
            InitialModel = initial,
            CheckpointSeconds = parsed.GetValue(_checkpointSeconds) ?? options.CheckpointSeconds,
            SelectOnTest = parsed.GetValue(_selectOnTest),
            KeptValidationWindows = parsed.GetValue(_keptWindows) ?? options.KeptValidationWindows,
            BalancedSampling = parsed.GetValue(_balanced) || options.BalancedSampling,
            ClassWeights = parsed.GetValue(_classWeights) || options.ClassWeights,
            Augmentation = augmentation with
            {
                Jitter = (float?)parsed.GetValue(_jitter) ?? augmentation.Jitter,
                Scaling = (float?)parsed.GetValue(_scaling) ?? augmentation.Scaling,
                Offset = (float?)parsed.GetValue(_offset) ?? augmentation.Offset,
                TimeShift = (float?)parsed.GetValue(_timeShift) ?? augmentation.TimeShift,
                TimeMask = (float?)parsed.GetValue(_timeMask) ?? augmentation.TimeMask,
                RotationDegrees = (float?)parsed.GetValue(_rotation) ?? augmentation.RotationDegrees,
            },
        };
        if (parsed.GetValue(_strong) is { } strong)
        {
            if (baseline is null)
            {
                RequireStrongModel(_strong.Name, options);
            }

            options = options with { StrongModel = NetworkFile.Load(strong) };
        }

        return parsed.GetValue(_epochs) is { } most ? Shorten(options, most) : options;
    }

    /// <summary>Refuses an option about the strong model where the recipe has none.</summary>
    /// <exception cref="OptionException">The recipe neither splits by a strong model nor learns from one.</exception>
    public static void RequireStrongModel(string option, TrainingOptions options)
    {
        if (options.InitialModel is not null || !options.NeedsStrongModel)
        {
            string recipe = options.InitialModel is null ? $"The preset {options.Preset}" : "Fine-tuning";
            throw new OptionException($"{option} is for recipes that have a strong model. {recipe} has none. Leave {option} out, or train with --preset as-published.");
        }
    }

    private DiTMoSModel? LoadInitial(ParseResult parsed)
    {
        if (parsed.GetValue(_from) is not { } path)
        {
            return null;
        }

        foreach (Option option in (Option[])[_classifiers, _widths, _kernels, _hiddenUnits])
        {
            if (parsed.GetResult(option) is not null)
            {
                throw new OptionException($"{option.Name} must not be given with --from, as the shape of the networks is that of the model. Leave one of the two out.");
            }
        }

        return DiTMoSModel.Load(path);
    }

    private static TrainingOptions Shorten(TrainingOptions options, int most) => options with
    {
        Strong = options.Strong with { Epochs = Math.Min(most, options.Strong.Epochs) },
        Pretraining = options.Pretraining with
        {
            ClassifierEpochs = Math.Min(most, options.Pretraining.ClassifierEpochs),
            SelectorEpochs = Math.Min(most, options.Pretraining.SelectorEpochs),
        },
        Adversarial = options.Adversarial with
        {
            Iterations = Math.Min(most, options.Adversarial.Iterations),
            SelectorEpochs = Math.Min(most, options.Adversarial.SelectorEpochs),
            ClassifierEpochs = Math.Min(most, options.Adversarial.ClassifierEpochs),
        },
        Joint = options.Joint with { Epochs = Math.Min(most, options.Joint.Epochs) },
        FineTuning = options.FineTuning with { Epochs = Math.Min(most, options.FineTuning.Epochs) },
    };
}
