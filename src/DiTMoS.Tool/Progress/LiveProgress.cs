using DiTMoS.Tool.Output;
using DiTMoS.Training;
using Spectre.Console;

namespace DiTMoS.Tool.Progress;

/// <summary>Progress for people who look on: a row for each stage, rewritten in place.</summary>
internal sealed class LiveProgress : IProgress<TrainingProgress>
{
    private static readonly TimeSpan BetweenDrawings = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock;
    private readonly TimeLeft _left;
    private readonly LiveDisplayContext _context;
    private readonly List<TrainingProgress> _stages = [];
    private long _drawn;

    private LiveProgress(LiveDisplayContext context, TimeProvider clock, bool isResumed)
    {
        _context = context;
        _clock = clock;
        _left = new TimeLeft(clock, isResumed);
    }

    /// <summary>Does the work below a display of its progress.</summary>
    public static T Run<T>(IAnsiConsole console, TimeProvider clock, bool isResumed, Func<IProgress<TrainingProgress>, T> work) =>
        console.Live(new Text("Preparing ...")).Start(context =>
        {
            context.Refresh();
            return work(new LiveProgress(context, clock, isResumed));
        });

    public void Report(TrainingProgress value)
    {
        int row = _stages.FindIndex(stage => stage.Stage == value.Stage);
        bool isNew = row < 0;
        if (isNew)
        {
            _stages.Add(value);
        }
        else
        {
            _stages[row] = value;
        }

        TimeSpan? left = _left.After(value.FractionDone);
        if (isNew || value.FractionDone >= 1 || _clock.GetElapsedTime(_drawn) >= BetweenDrawings)
        {
            _drawn = _clock.GetTimestamp();
            _context.UpdateTarget(Draw(value.FractionDone, left));
        }
    }

    private Table Draw(double done, TimeSpan? left)
    {
        string time = left is { } t && done < 1 ? $", {Show.Estimate(t)} left" : "";
        var table = new TextTable("stage", ">epoch", ">loss", ">validation", ">union");
        foreach (TrainingProgress stage in _stages)
        {
            table.Row(
                stage.Stage,
                $"{stage.Epoch}/{stage.Epochs}",
                stage.Loss > 0 ? Show.Number(stage.Loss, "0.0000") : "",
                stage.ValidationAccuracy is { } v ? Show.Percent(v) : "",
                stage.UnionAccuracy is { } u ? Show.Percent(u) : "");
        }

        return table.WithCaption($"{Show.Percent(done)} done{time}");
    }
}
