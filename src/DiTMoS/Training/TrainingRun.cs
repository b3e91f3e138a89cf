using System.Diagnostics;
using DiTMoS.Networks;

namespace DiTMoS.Training;

/// <summary>Runs phases epoch by epoch: reports, keeps checkpoints, resumes.</summary>
internal sealed class TrainingRun(IReadOnlyList<TrainingPhase> phases, TrainingState state, Checkpoint? checkpoint, double checkpointSeconds)
{
    /// <summary>Runs all epochs that are not done yet.</summary>
    /// <param name="resume">Whether to go on from the checkpoint.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellation">Stops the run; what the last checkpoint holds is not lost.</param>
    public void Run(bool resume, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        (int first, int firstEpoch) = resume && checkpoint?.Load() is { } at ? at : (0, 0);
        double total = Math.Max(1, phases.Sum(p => p.CostPerEpoch * p.Epochs));
        double done = phases.Take(first).Sum(p => p.CostPerEpoch * p.Epochs);
        long saved = Stopwatch.GetTimestamp();
        for (int p = first; p < phases.Count; p++)
        {
            TrainingPhase phase = phases[p];
            int epoch = p == first ? firstEpoch : 0;
            if (epoch == 0)
            {
                phase.Begin();
            }

            while (epoch < phase.Epochs)
            {
                cancellation.ThrowIfCancellationRequested();
                float loss = phase.Train(epoch);
                epoch++;
                (float? accuracy, float? union) = phase.Evaluate();
                if (!float.IsFinite(loss))
                {
                    throw new OptionException($"The loss of '{phase.Stage}' must stay finite. Got {loss} in epoch {epoch}: lower its learning rate.");
                }

                state.Epochs.Add(new EpochRecord(phase.Stage, epoch, loss, accuracy, union));
                progress?.Report(new TrainingProgress(phase.Stage, epoch, phase.Epochs, (done + (epoch * phase.CostPerEpoch)) / total, loss, accuracy, union));
                if (checkpoint != null && epoch < phase.Epochs && Stopwatch.GetElapsedTime(saved).TotalSeconds >= checkpointSeconds)
                {
                    checkpoint.Save(p, epoch);
                    saved = Stopwatch.GetTimestamp();
                }
            }

            phase.End();
            done += phase.CostPerEpoch * phase.Epochs;
        }
    }
}
