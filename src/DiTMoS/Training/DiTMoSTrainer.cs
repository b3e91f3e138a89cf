using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training.Splitting;

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
        using TrainingSession session = TrainingSession.Start(windows, split, options, cancellationToken);
        TrainingPlan plan = session.Initial is { } initial ? TrainingPlan.ForFineTuning(session.Context, initial) : TrainingPlan.ForNewModel(session.Context);
        session.Run(plan, progress);
        DiTMoSModel model = session.Finish(plan, []);
        return (model, session.StrongOf(plan, model.Record));
    }

    /// <summary>Stage 1 alone: trains the strong model, where the recipe has one, and gives each training window a subset.</summary>
    /// <param name="windows">All windows.</param>
    /// <param name="split">Which of them are trained on, and which select epochs.</param>
    /// <param name="options">The recipe; <see cref="TrainingOptions.InitialModel"/> must be null, as a model that is there needs no subsets.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops training between two steps.</param>
    /// <exception cref="DiTMoSException">The windows, the split and the options do not fit each other; the message says where.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    /// <remarks>Stages 1, 2 and 3, one after another with the same options, make the same model as <see cref="Train"/>, byte for byte.</remarks>
    public static DiverseSplit Split(
        WindowSet windows,
        DataSplit split,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNew(options);
        using TrainingSession session = TrainingSession.Start(windows, split, options, cancellationToken);
        TrainingPlan plan = TrainingPlan.ForSplit(session.Context);
        session.Run(plan, progress, "split");
        return new DiverseSplit
        {
            Subsets = plan.Subsets,
            Strong = session.StrongOf(plan, session.Record([])),
            Epochs = plan.State.Epochs,
        };
    }

    /// <summary>Stage 2 alone: pre-training, adversarial and joint training of selector and classifiers on given subsets.</summary>
    /// <param name="windows">All windows.</param>
    /// <param name="split">Which of them are trained on, and which select epochs and calibrate; the same as in stage 1.</param>
    /// <param name="subsets">What stage 1 gave, or subsets made otherwise.</param>
    /// <param name="options">The recipe; <see cref="TrainingOptions.InitialModel"/> must be null, <see cref="TrainingOptions.StrongModel"/> gives way to that of <paramref name="subsets"/>.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops training between two steps.</param>
    /// <returns>The trained model; without aggregation where <see cref="Aggregation.AggregationOptions.AfterTraining"/> leaves that to stage 3.</returns>
    /// <exception cref="DiTMoSException">The windows, the split, the subsets and the options do not fit each other; the message says where.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public static DiTMoSModel TrainOnSubsets(
        WindowSet windows,
        DataSplit split,
        DiverseSplit subsets,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subsets);
        RequireNew(options);
        options = options with { StrongModel = subsets.Strong ?? options.StrongModel };
        using TrainingSession session = TrainingSession.Start(windows, split, options, cancellationToken);
        CheckSubsets(subsets.Subsets, split.Train.Length, options.NumberOfClassifiers);
        TrainingPlan plan = TrainingPlan.ForSubsets(session.Context, subsets.Subsets);
        session.Run(plan, progress, "train", string.Join(',', subsets.Subsets));
        return session.Finish(plan, subsets.Epochs);
    }

    /// <summary>Stage 3 alone: widens a trained model by the aggregation that the options ask for and it lacks, and fine-tunes it.</summary>
    /// <param name="windows">All windows, of the model's classes in the model's order.</param>
    /// <param name="split">Which of them are trained on, and which select epochs and calibrate; the same as in stage 2.</param>
    /// <param name="model">What stage 2 gave; not changed.</param>
    /// <param name="options">The recipe; <see cref="TrainingOptions.InitialModel"/> must be null. The model's own number of classifiers holds.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops training between two steps.</param>
    /// <returns>The aggregated model; <paramref name="model"/> itself where it lacks nothing.</returns>
    /// <exception cref="DiTMoSException">The windows, the split, the model and the options do not fit each other; the message says where.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public static DiTMoSModel Aggregate(
        WindowSet windows,
        DataSplit split,
        DiTMoSModel model,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireNew(options);
        NetworkOptions shapes = options.Networks;
        if ((model.FeatureAggregation || !shapes.FeatureAggregation) && (model.SharedBase || !shapes.SharedBase))
        {
            return model;
        }

        options = options with { NumberOfClassifiers = model.Classifiers.Count };
        using TrainingSession session = TrainingSession.Start(windows, split, options, cancellationToken);
        session.RequireFit(model);
        TrainingPlan plan = TrainingPlan.ForAggregation(session.Context, model);
        session.Run(plan, progress, "aggregate", model.Hash);
        return session.Finish(plan, model.Record.Epochs);
    }

    /// <summary>Removes the checkpoints of a finished run; to be called when its model is safe.</summary>
    /// <param name="folder">The run's <see cref="TrainingOptions.CheckpointFolder"/>; removed too where nothing else is in it.</param>
    public static void RemoveCheckpoint(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        foreach (string stage in new[] { "split", "train", "aggregate" })
        {
            Checkpoint.Remove(Path.Combine(folder, stage));
        }

        Checkpoint.Remove(folder);
    }

    private static void RequireNew(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.InitialModel != null)
        {
            throw new OptionException("A single stage must begin anew: InitialModel must be null. Got a model: use Train to fine-tune it.");
        }
    }

    private static void CheckSubsets(IReadOnlyList<int> subsets, int windows, int classifiers)
    {
        if (subsets.Count != windows)
        {
            throw new OptionException($"There must be one subset for each of {windows} training windows. Got {subsets.Count}: split the windows as in stage 1.");
        }

        for (int i = 0; i < subsets.Count; i++)
        {
            if ((uint)subsets[i] >= (uint)classifiers)
            {
                throw new OptionException($"Training window {i}: its subset must be in [0, {classifiers}), one for each classifier. Got {subsets[i]}.");
            }
        }
    }
}
