using DiTMoS.Tool.Progress;
using DiTMoS.Training;
using Spectre.Console;

namespace DiTMoS.Tool.Tests.Progress;

public class LiveProgressTests
{
    [Fact]
    public void Run_Reports_DrawsARowForEachStageAndReturnsTheResult()
    {
        var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(text) });

        int result = LiveProgress.Run(console, TimeProvider.System, isResumed: false, progress =>
        {
            progress.Report(new TrainingProgress("strong model", 1, 2, 0.25, 2, null, null));
            progress.Report(new TrainingProgress("joint training", 3, 4, 1, 0.5f, 0.75f, 0.875f));
            return 7;
        });

        Assert.Equal(7, result);
        string drawn = text.ToString();
        string last = drawn[drawn.LastIndexOf("stage", StringComparison.Ordinal)..];
        Assert.All(["strong model", "1/2", "joint training", "3/4", "0.5000", "75.0 %", "87.5 %", "100.0 % done"], part => Assert.Contains(part, last, StringComparison.Ordinal));
    }
}
