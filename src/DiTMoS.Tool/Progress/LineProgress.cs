using DiTMoS.Tool.Output;
using DiTMoS.Training;

namespace DiTMoS.Tool.Progress;

/// <summary>Progress for logs: a line at each change of stage, and then one in a second at most.</summary>
internal sealed class LineProgress(Terminal terminal, TimeProvider clock, bool isResumed) : IProgress<TrainingProgress>
{
    private readonly TimeLeft _left = new(clock, isResumed);
    private string? _stage;
    private long _printed;

    public void Report(TrainingProgress value)
    {
        TimeSpan? left = _left.After(value.FractionDone);
        if (value.Stage == _stage && value.FractionDone < 1 && clock.GetElapsedTime(_printed) < TimeSpan.FromSeconds(1))
        {
            return;
        }

        _stage = value.Stage;
        _printed = clock.GetTimestamp();
        string loss = value.Loss > 0 ? $": loss {Show.Number(value.Loss, "0.0000")}" : "";      // a stage that learns nothing has none
        string validation = value.ValidationAccuracy is { } v ? $", validation {Show.Percent(v)}" : "";
        string union = value.UnionAccuracy is { } u ? $", union {Show.Percent(u)}" : "";
        string time = left is { } t && value.FractionDone < 1 ? $", {Show.Estimate(t)} left" : "";
        terminal.Message($"{value.Stage} {value.Epoch}/{value.Epochs}{loss}{validation}{union}; {Show.Percent(value.FractionDone)} done{time}");
    }
}
