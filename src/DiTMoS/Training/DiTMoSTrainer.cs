using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using DiTMoS.Data;
using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training.Calibration;

namespace DiTMoS.Training;

/// <summary>Trains DiTMoS models: diverse data splitting, adversarial or joint training, feature aggregation.</summary>
/// <remarks>DiTMoS (PerCom 2024).</remarks>
public static class DiTMoSTrainer
{
    /// <summary>Trains a model, or fine-tunes <see cref="TrainingOptions.InitialModel"/>.</summary>
    /// <param name="windows">All windows.</param>
    /// <param name="split">Which of them are trained on, and which select epochs and calibrate. The test part is read only where <see cref="TrainingOptions.SelectOnTest"/> asks for it.</param>
    /// <param name="options">The recipe.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops training between two steps.</param>
    /// <returns>The trained model.</returns>
    /// <exception cref="DiTMoSException">The windows, the split and the options do not fit each other; the message says where.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public static DiTMoSModel Train(
        WindowSet windows,
        DataSplit split,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        TrainWithStrongModel(windows, split, options, progress, cancellationToken).Model;

    /// <summary>Trains like <see cref="Train"/>, and gives the strong model of stage 1 as well, to be kept for further runs on the same windows.</summary>
    /// <param name="windows">All windows.</param>
    /// <param name="split">Which of them are trained on, and which select epochs and calibrate.</param>
    /// <param name="options">The recipe.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops training between two steps.</param>
    /// <returns>The trained model, the same as without the strong one; and the strong model, where the recipe has one.</returns>
    /// <exception cref="DiTMoSException">The windows, the split and the options do not fit each other; the message says where.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public static (DiTMoSModel Model, NetworkFile? Strong) TrainWithStrongModel(
        WindowSet windows,
        DataSplit split,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        WindowSetCheck.Check(windows);
        DiTMoSModel? initial = options.InitialModel;
        if (initial != null)
        {
            options = options with { NumberOfClassifiers = initial.Classifiers.Count };
        }

        options.Check(split.Train.Length);
        int[] selection = options.SelectOnTest ? split.Test : split.Validation;
        int[] labels = initial == null ? windows.Labels : MapLabels(windows, initial);
        ChannelNormalization normalization = initial?.Normalization ?? ChannelNormalization.Learn(windows, split.Train);
        IReadOnlyList<string> classNames = initial?.ClassNames ?? windows.ClassNames;
        CheckShapes(windows, split, options, classNames);

        using var team = new ThreadTeam(options.Threads == 0 ? Environment.ProcessorCount : options.Threads);
        float[] samples = normalization.ApplyAll(windows);
        var context = new TrainingContext
        {
            Samples = samples,
            StrongSamples = options.StrongModel is { } given && !IsSame(given.Normalization, normalization) ? given.Normalization.ApplyAll(windows) : samples,
            Labels = labels,
            Classes = classNames.Count,
            Channels = windows.Channels,
            Length = windows.Length,
            Train = split.Train,
            Selection = selection,
            KeepsBestEpoch = options.SelectBestEpoch || options.SelectOnTest,
            Options = options,
            Team = team,
            Cancellation = cancellationToken,
            ClassWeights = TrainingContext.WeighClasses(labels, split.Train, classNames.Count, options.ClassWeights),
        };
        TrainingPlan plan = initial == null ? TrainingPlan.ForNewModel(context) : TrainingPlan.ForFineTuning(context, initial);
        string recipe = JsonSerializer.Serialize(options, TrainingOptionsJson.Default.TrainingOptions);
        string run = Checkpoint.Identify(
            System.Text.Encoding.UTF8.GetBytes($"{recipe}|{initial?.Hash}|{(options.StrongModel is { } strong ? Digest(strong) : null)}"),
            context.Samples,
            labels,
            split.Train,
            selection);
        Checkpoint? checkpoint = options.CheckpointFolder is { } folder ? new Checkpoint(folder, run, plan.State) : null;
        new TrainingRun(plan.Phases, plan.State, checkpoint, options.CheckpointSeconds).Run(options.Resume, progress, cancellationToken);

        DiTMoSModel model = Finish(windows, split, options, context, plan, normalization, classNames, recipe);
        NetworkFile? strongModel = options.StrongModel ?? (plan.Strong is { } trained
            ? new NetworkFile(trained) { ClassNames = classNames, Normalization = normalization, Record = model.Record with { Epochs = [.. plan.State.Epochs.Where(e => e.Stage == TrainingPlan.StrongStage)] } }
            : null);
        return (model, strongModel);
    }

    /// <summary>Removes the checkpoint of a finished run; to be called when its model is safe.</summary>
    /// <param name="folder">The run's <see cref="TrainingOptions.CheckpointFolder"/>; removed too where nothing else is in it.</param>
    public static void RemoveCheckpoint(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Checkpoint.Remove(folder);
    }

    private static DiTMoSModel Finish(
        WindowSet windows,
        DataSplit split,
        TrainingOptions options,
        TrainingContext context,
        TrainingPlan plan,
        ChannelNormalization normalization,
        IReadOnlyList<string> classNames,
        string recipe)
    {
        RoutedScores scores = new RoutedScorer(plan.Networks[0], [.. plan.Networks.Skip(1)], context.Team).Score(context.Samples, context.Selection);
        var routed = new float[scores.Count * scores.Classes];
        for (int i = 0; i < scores.Count; i++)
        {
            scores.Logits(i, scores.Selected(i)).CopyTo(routed.AsSpan(i * scores.Classes));
        }

        int[] labels = [.. context.Selection.Select(r => context.Labels[r])];
        return new DiTMoSModel(plan.Networks[0], [.. plan.Networks.Skip(1)])
        {
            ClassNames = classNames,
            ChannelNames = windows.ChannelNames,
            SampleRateHz = windows.SampleRateHz,
            Normalization = normalization,
            FrontEnd = windows.FrontEnd,
            Temperature = options.SelectOnTest ? 1 : TemperatureScaling.Fit(routed, labels, scores.Classes),
            Record = new TrainingRecord
            {
                Preset = options.Preset.ToString(),
                Seed = options.Seed,
                Source = windows.Source,
                DataDigest = windows.Digest(),
                Split = split.Description,
                TrainRows = split.Train,
                ValidationRows = split.Validation,
                TestRows = split.Test,
                SelectedOnTest = options.SelectOnTest,
                Options = recipe,
                Epochs = plan.State.Epochs,
            },
        };
    }

    private static void CheckShapes(WindowSet windows, DataSplit split, TrainingOptions options, IReadOnlyList<string> classNames)
    {
        windows.FrontEnd?.Check(windows.ChannelNames, windows.Length);
        if (options.InitialModel is { } model && (model.Selector.Spec.Channels != windows.Channels || model.Selector.Spec.Length != windows.Length))
        {
            throw new OptionException(
                $"Windows to fine-tune with must be {model.Selector.Spec.Channels} x {model.Selector.Spec.Length}, as the model's. Got {windows.Channels} x {windows.Length}: select the same channels, or train anew.");
        }

        if (options.StrongModel is not { } strong)
        {
            return;
        }

        if (strong.Network.Spec.Channels != windows.Channels || strong.Network.Spec.Length != windows.Length)
        {
            throw new OptionException(
                $"The strong model must read {windows.Channels} x {windows.Length} windows. It reads {strong.Network.Spec.Channels} x {strong.Network.Spec.Length}: train one on these recordings.");
        }

        if (strong.Record is { DataDigest: { } digest } record && digest == windows.Digest())
        {
            int learnt = split.Test.Intersect(record.TrainRows.Concat(record.ValidationRows)).Count();
            if (learnt > 0)
            {
                throw new OptionException($"The strong model must not know the windows to test. {learnt} of {split.Test.Length} are windows that it was trained or selected on: split as it was split ({record.Split}), or train one anew.");
            }
        }

        if (!strong.ClassNames.SequenceEqual(classNames))
        {
            throw new OptionException(
                $"The strong model must have the classes {string.Join(", ", classNames)}, in this order. It has {string.Join(", ", strong.ClassNames)}: train one on these recordings.");
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
