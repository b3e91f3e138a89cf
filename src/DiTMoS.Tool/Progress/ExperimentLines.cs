using DiTMoS.Experiments;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Progress;

/// <summary>A line for each run that ended.</summary>
internal sealed class ExperimentLines(Terminal terminal) : IProgress<ExperimentProgress>
{
    /// <inheritdoc/>
    public void Report(ExperimentProgress value)
    {
        string variant = value.Variant.Length == 0 ? "" : $" ({value.Variant})";
        string how = value.Outcome switch
        {
            RunOutcome.Failed => $"error: {value.Failure}",
            RunOutcome.Elsewhere => "done by another runner",
            RunOutcome.Prepared => $"ready in {Show.Duration(value.Took)}",
            _ => Show.Duration(value.Took),
        };
        string left = value.Left > TimeSpan.Zero ? $"; about {Show.Duration(value.Left)} left" : "";
        terminal.Message(FormattableString.Invariant($"[{value.Done}/{value.Total}] {value.Dataset} {value.Method}{variant} run {value.Run}: {how}{left}"));
    }
}
