using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DiTMoS.Data;
using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training.Calibration;
using DiTMoS.Training.Strong;

namespace DiTMoS.Training;

/// <summary>One call of the trainer: windows, split and options, checked and prepared; runs a plan and makes a model of what it leaves.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly WindowSet _windows;
    private readonly DataSplit _split;
    private readonly TrainingOptions _options;
    private readonly ChannelNormalization _normalization;
    private readonly IReadOnlyList<string> _classNames;
    private readonly string _recipe;

    private TrainingSession(WindowSet windows, DataSplit split, TrainingOptions options, CancellationToken cancellation)
    {
        _windows = windows;
        _split = split;
        _options = options;
        int[] labels = Initial == null ? windows.Labels : MapLabels(windows, Initial);
        _normalization = Initial?.Normalization ?? ChannelNormalization.Learn(windows, split.Train);
        _classNames = Initial?.ClassNames ?? windows.ClassNames;
        CheckShapes();
        _recipe = JsonSerializer.Serialize(options, TrainingOptionsJson.Default.TrainingOptions);
        float[] samples = _normalization.ApplyAll(windows);
        Context = new TrainingContext
        {
            Samples = samples,
            StrongSamples = options.StrongModel is { } given && !IsSame(given.Normalization, _normalization) ? given.Normalization.ApplyAll(windows) : samples,
            Labels = labels,
            Classes = _classNames.Count,
            Channels = windows.Channels,
            Length = windows.Length,
            Train = split.Train,
            Selection = options.SelectOnTest ? split.Test : split.Validation,
            KeepsBestEpoch = options.SelectBestEpoch || options.SelectOnTest,
            Options = options,
            Team = new ThreadTeam(options.Threads == 0 ? Environment.ProcessorCount : options.Threads),
            Cancellation = cancellation,
            ClassWeights = TrainingContext.WeighClasses(labels, split.Train, _classNames.Count, options.ClassWeights),
            RowWeights = TrainingContext.ScaleWeights(windows.Weights, split.Train),
        };
    }

    /// <summary>What the phases see.</summary>
    public TrainingContext Context { get; }

    /// <summary>The model to fine-tune; null to begin anew.</summary>
    public DiTMoSModel? Initial => _options.InitialModel;

    /// <summary>Checks what the caller gave and prepares a run.</summary>
    /// <exception cref="DiTMoSException">The windows, the split and the options do not fit each other; the message says where.</exception>
    public static TrainingSession Start(WindowSet windows, DataSplit split, TrainingOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        WindowSetCheck.Check(windows);
        if (options.InitialModel is { } initial)
        {
            options = options with { NumberOfClassifiers = initial.Classifiers.Count };
        }

        options.Check(split.Train.Length);
        return new TrainingSession(windows, split, options, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => Context.Team.Dispose();

    /// <summary>Runs a plan to its end, or on from its checkpoint.</summary>
    /// <param name="plan">The plan, over <see cref="Context"/>.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="stage">The stage that runs alone: its checkpoint lies in a folder of this name; empty for a whole run.</param>
    /// <param name="inputs">What the stage's result depends on beside windows, split and options.</param>
    public void Run(TrainingPlan plan, IProgress<TrainingProgress>? progress, string stage = "", string inputs = "")
    {
        Checkpoint? checkpoint = null;
        if (_options.CheckpointFolder is { } folder)
        {
            string strong = _options.StrongModel is { } given ? Digest(given) : "";
            byte[] identity = Encoding.UTF8.GetBytes($"{_recipe}|{Initial?.Hash}|{strong}|{stage}|{inputs}|{string.Join(',', _windows.Weights ?? [])}");
            string run = Checkpoint.Identify(identity, Context.Samples, Context.Labels, Context.Train, Context.Selection);
            checkpoint = new Checkpoint(Path.Combine(folder, stage), run, plan.State);
        }

        new TrainingRun(plan.Phases, plan.State, checkpoint, _options.CheckpointSeconds).Run(_options.Resume, progress, Context.Cancellation);
    }

    /// <summary>The model that a plan ends with, calibrated.</summary>
    /// <param name="plan">The plan, run to its end.</param>
    /// <param name="earlier">The epochs of the stages before it.</param>
    public DiTMoSModel Finish(TrainingPlan plan, IReadOnlyList<EpochRecord> earlier)
    {
        RoutedScores scores = new RoutedScorer(plan.Networks[0], [.. plan.Networks.Skip(1)], Context.Team).Score(Context.Samples, Context.Selection);
        int[] labels = [.. Context.Selection.Select(r => Context.Labels[r])];
        return new DiTMoSModel(plan.Networks[0], [.. plan.Networks.Skip(1)])
        {
            ClassNames = _classNames,
            ChannelNames = _windows.ChannelNames,
            SampleRateHz = _windows.SampleRateHz,
            Normalization = _normalization,
            FrontEnd = _windows.FrontEnd,
            Temperature = _options.SelectOnTest ? 1 : TemperatureScaling.Fit(scores, labels),
            Record = Record([.. earlier, .. plan.State.Epochs]),
            ValidationWindows = KeptWindows.Of(_windows, Context.Selection, _options.KeptValidationWindows),
        };
    }

    /// <summary>The strong model that was given or that a plan trained, with its own epochs; null where the recipe has none.</summary>
    public NetworkFile? StrongOf(TrainingPlan plan, TrainingRecord record) =>
        _options.StrongModel ?? (plan.Strong is { } trained
            ? new NetworkFile(trained) { ClassNames = _classNames, Normalization = _normalization, Record = record with { Epochs = [.. plan.State.Epochs.Where(e => e.Stage == TrainingPlan.StrongStage)] } }
            : null);

    /// <summary>What is written down of this run.</summary>
    public TrainingRecord Record(IReadOnlyList<EpochRecord> epochs) => new()
    {
        Preset = _options.Preset.ToString(),
        Seed = _options.Seed,
        Source = _windows.Source,
        DataDigest = _windows.Digest(),
        Split = _split.Description,
        TrainRows = _split.Train,
        ValidationRows = _split.Validation,
        TestRows = _split.Test,
        SelectedOnTest = _options.SelectOnTest,
        Options = _recipe,
        Epochs = epochs,
    };

    /// <summary>Refuses a model of another stage that is not for these windows.</summary>
    public void RequireFit(DiTMoSModel model)
    {
        CheckWindowsOf(model);
        if (!model.ClassNames.SequenceEqual(_classNames))
        {
            throw new OptionException(
                $"The model to aggregate must have the classes {string.Join(", ", _classNames)}, in this order. It has {string.Join(", ", model.ClassNames)}: train it on these windows.");
        }
    }

    private void CheckWindowsOf(DiTMoSModel model)
    {
        if (model.Selector.Spec.Channels != _windows.Channels || model.Selector.Spec.Length != _windows.Length)
        {
            throw new OptionException(
                $"Windows to fine-tune with must be {model.Selector.Spec.Channels} x {model.Selector.Spec.Length}, as the model's. Got {_windows.Channels} x {_windows.Length}: select the same channels, or train anew.");
        }
    }

    private void CheckShapes()
    {
        _windows.FrontEnd?.Check(_windows.ChannelNames, _windows.Length);
        if (Initial is { } model)
        {
            CheckWindowsOf(model);
        }

        if (_options.StrongModel is { } strong)
        {
            StrongModelCheck.Check(strong, _windows, _split, _classNames);
        }
    }

    private static int[] MapLabels(WindowSet windows, DiTMoSModel model)
    {
        var map = new int[windows.Classes];
        for (int k = 0; k < map.Length; k++)
        {
            string name = windows.ClassNames[k];
            map[k] = model.ClassNames.ToList().IndexOf(name);
            if (map[k] < 0 && windows.Labels.Contains(k))
            {
                throw new OptionException($"Windows to fine-tune with must have classes that the model knows ({string.Join(", ", model.ClassNames)}). Got '{name}': rename it, or train anew.");
            }
        }

        return [.. windows.Labels.Select(k => map[k])];
    }

    private static bool IsSame(ChannelNormalization one, ChannelNormalization other) => one.Mean.SequenceEqual(other.Mean) && one.Scale.SequenceEqual(other.Scale);

    private static string Digest(NetworkFile strong)
    {
        string weights = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(strong.Network.Values)));
        return string.Create(CultureInfo.InvariantCulture, $"{weights}|{Join(strong.Normalization.Mean)}|{Join(strong.Normalization.Scale)}");

        static string Join(IReadOnlyList<double> values) => string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
    }
}
