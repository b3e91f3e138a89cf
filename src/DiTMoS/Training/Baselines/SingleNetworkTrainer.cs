using DiTMoS.Data;
using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training.Baselines;

/// <summary>Trains one network by cross-entropy: the strong model, one tiny net, the members of an ensemble.</summary>
public static class SingleNetworkTrainer
{
    /// <summary>Trains a network of the given shape with the seed, augmentation, weights and threads of <paramref name="options"/>.</summary>
    /// <param name="windows">All windows.</param>
    /// <param name="split">Which of them are trained on, and which select the epoch. The test part is not read.</param>
    /// <param name="spec">The network's shape; it must fit the windows and their classes.</param>
    /// <param name="optimization">How its weights move.</param>
    /// <param name="epochs">Epochs, at least 1.</param>
    /// <param name="options">Everything that is not about one stage.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops training between two steps.</param>
    /// <returns>The trained network with its classes and normalisation.</returns>
    /// <exception cref="DiTMoSException">Windows, split, shape and options do not fit each other.</exception>
    public static NetworkFile Train(
        WindowSet windows,
        DataSplit split,
        NetworkSpec spec,
        OptimizationOptions optimization,
        int epochs,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        TrainedNetwork trained = Run(windows, split, spec, optimization, epochs, options, null, progress, cancellationToken);
        return new NetworkFile(trained.Network) { ClassNames = windows.ClassNames, Normalization = trained.Normalization };
    }

    /// <summary>The class probabilities of every window, shape (N, K).</summary>
    /// <param name="file">A trained network.</param>
    /// <param name="windows">Windows of its channels and length, in the recording's own unit.</param>
    /// <param name="threads">Threads, or 0 for all processors. Default 0.</param>
    public static float[] Probabilities(NetworkFile file, WindowSet windows, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(windows);
        using var team = new ThreadTeam(threads == 0 ? Environment.ProcessorCount : threads);
        float[] logits = new NetworkScorer(file.Network, team).Logits(file.Normalization.ApplyAll(windows), Enumerable.Range(0, windows.Count).ToArray());
        int classes = file.Network.Spec.Outputs;
        for (int i = 0; i < windows.Count; i++)
        {
            Span<float> row = logits.AsSpan(i * classes, classes);
            SoftmaxLosses.Softmax(row.ToArray(), row);
        }

        return logits;
    }

    /// <summary>Trains a network, and tells how it went.</summary>
    internal static TrainedNetwork Run(
        WindowSet windows,
        DataSplit split,
        NetworkSpec spec,
        OptimizationOptions optimization,
        int epochs,
        TrainingOptions options,
        DistillationObjective? distillation,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(optimization);
        ArgumentNullException.ThrowIfNull(options);
        WindowSetCheck.Check(windows);
        options.CheckShared();
        OptionCheck.AtLeast(epochs, 1, nameof(epochs));
        optimization.Check(spec.Name);
        if (spec.Channels != windows.Channels || spec.Length != windows.Length || spec.Outputs != windows.Classes)
        {
            throw new OptionException(
                $"Network '{spec.Name}' must read {windows.Channels} x {windows.Length} windows of {windows.Classes} classes. It reads {spec.Channels} x {spec.Length} of {spec.Outputs}: make its shape from these windows.");
        }

        using var team = new ThreadTeam(options.Threads == 0 ? Environment.ProcessorCount : options.Threads);
        ChannelNormalization normalization = ChannelNormalization.Learn(windows, split.Train);
        TrainingContext context = ContextOf(windows, split, normalization, options, team, cancellationToken);
        var network = new Network(spec);
        network.Initialize(new SeededRandom(options.Seed, spec.Name));
        var state = new TrainingState();
        var phase = new SingleNetworkPhase(spec.Name, context, state, network, optimization, epochs, distillation);
        new TrainingRun([phase], state, checkpoint: null, options.CheckpointSeconds).Run(resume: false, progress, cancellationToken);
        return new TrainedNetwork(network, normalization, state.Epochs);
    }

    /// <summary>What a run over these windows shares; <paramref name="team"/> is not disposed with it.</summary>
    internal static TrainingContext ContextOf(
        WindowSet windows, DataSplit split, ChannelNormalization normalization, TrainingOptions options, ThreadTeam team, CancellationToken cancellation) => new()
    {
        Samples = normalization.ApplyAll(windows),
        Labels = windows.Labels,
        Classes = windows.Classes,
        Channels = windows.Channels,
        Length = windows.Length,
        Train = split.Train,
        Selection = split.Validation,
        KeepsBestEpoch = options.SelectBestEpoch,
        Options = options,
        Team = team,
        Cancellation = cancellation,
        ClassWeights = TrainingContext.WeighClasses(windows.Labels, split.Train, windows.Classes, options.ClassWeights),
        RowWeights = TrainingContext.ScaleWeights(windows.Weights, split.Train),
    };
}
