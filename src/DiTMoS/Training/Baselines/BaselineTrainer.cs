using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Training.Baselines;

/// <summary>Trains the models that DiTMoS is compared with.</summary>
public static class BaselineTrainer
{
    /// <summary>Trains a baseline.</summary>
    /// <param name="windows">All windows.</param>
    /// <param name="split">Which of them are trained on, and which calibrate and, where asked for, select the epoch. The test part is not read.</param>
    /// <param name="options">The baseline and its recipe: <see cref="BaselineOptions.For"/>.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops training between two steps.</param>
    /// <returns>A <see cref="DiTMoSModel"/> for <see cref="Baseline.AdaMoE"/> and <see cref="Baseline.NaiveSelection"/>, else an <see cref="EnsembleModel"/>.</returns>
    /// <exception cref="DiTMoSException">The windows, the split and the options do not fit each other; the message says where.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public static WindowModel Train(
        WindowSet windows,
        DataSplit split,
        BaselineOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        WindowSetCheck.Check(windows);
        options.Check();
        return new BaselineRun(windows, split, options, progress, cancellationToken).Train();
    }
}
