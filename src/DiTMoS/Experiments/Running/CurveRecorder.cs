using DiTMoS.Experiments.Records;
using DiTMoS.Training;

namespace DiTMoS.Experiments.Running;

/// <summary>Keeps what training says after each epoch.</summary>
internal sealed class CurveRecorder : IProgress<TrainingProgress>
{
    private readonly List<TrainingProgress> _reports = [];

    /// <summary>The curves, stage by stage in the order in which they began; null where nothing was said.</summary>
    public IReadOnlyList<RunCurve>? Curves => _reports.Count == 0 ? null : [.. _reports.GroupBy(report => report.Stage).Select(Curve)];

    /// <inheritdoc/>
    /// <remarks>A stage that is done in one go, such as splitting, has no loss and no curve.</remarks>
    public void Report(TrainingProgress value)
    {
        if (value is not { Epochs: 1, Loss: 0 })
        {
            _reports.Add(value);
        }
    }

    private static RunCurve Curve(IGrouping<string, TrainingProgress> stage) => new()
    {
        Stage = stage.Key,
        Epochs = [.. stage.Select(report => report.Epoch)],
        Loss = [.. stage.Select(report => (double)report.Loss)],
        ValidationAccuracy = Measured(stage, report => report.ValidationAccuracy),
        ValidationUnionAccuracy = Measured(stage, report => report.UnionAccuracy),
    };

    private static double?[]? Measured(IEnumerable<TrainingProgress> stage, Func<TrainingProgress, float?> figure)
    {
        double?[] values = [.. stage.Select(report => (double?)figure(report))];
        return values.All(value => value == null) ? null : values;
    }
}
