using DiTMoS.Tool.Output;
using DiTMoS.Tool.Progress;
using DiTMoS.Training;

namespace DiTMoS.Tool.Tests.Progress;

public class LineProgressTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Report_ManyEpochsInASecond_PrintsFirstOfEachStageAndLast()
    {
        var messages = new StringWriter();
        var progress = new LineProgress(new Terminal(TextWriter.Null, messages), _clock, isResumed: false);

        for (int epoch = 1; epoch <= 20; epoch++)
        {
            _clock.Advance(0.3);
            progress.Report(new TrainingProgress(epoch <= 10 ? "first" : "second", epoch, 20, epoch / 20.0, 1.5f, 0.5f, null));
        }

        Assert.Equal(
            [
                "first 1/20: loss 1.5000, validation 50.0 %; 5.0 % done, 6 s left",
                "first 5/20: loss 1.5000, validation 50.0 %; 25.0 % done, 5 s left",
                "first 9/20: loss 1.5000, validation 50.0 %; 45.0 % done, 4 s left",
                "second 11/20: loss 1.5000, validation 50.0 %; 55.0 % done, 3 s left",
                "second 15/20: loss 1.5000, validation 50.0 %; 75.0 % done, 2 s left",
                "second 19/20: loss 1.5000, validation 50.0 %; 95.0 % done, 1 s left",
                "second 20/20: loss 1.5000, validation 50.0 %; 100.0 % done",
            ],
            messages.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Report_AfterResume_JudgesTheTimeByWhatWasDoneSince()
    {
        var left = new TimeLeft(_clock, isResumed: true);

        _clock.Advance(1);
        TimeSpan? first = left.After(0.8);
        _clock.Advance(10);
        TimeSpan? second = left.After(0.9);

        Assert.Null(first);
        Assert.Equal(10, second!.Value.TotalSeconds, 6);
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(double seconds) => _ticks += TimeSpan.FromSeconds(seconds).Ticks;
    }
}
