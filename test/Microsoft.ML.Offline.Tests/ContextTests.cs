namespace Microsoft.ML.Offline.Tests;

public class ContextTests
{
    [Fact]
    public void Channel_OfHost_ReachesTheLog()
    {
        var context = TestData.Context();
        var seen = new List<LoggingEventArgs>();
        context.Log += (_, e) => seen.Add(e);
        IHostEnvironment environment = context;

        using (var channel = environment.Register("Part").Start("Work"))
        {
            channel.Info(MessageSensitivity.None, "epoch {0} of {1}", 1, 2);
            channel.Warning(MessageSensitivity.UserData, "odd");
        }

        var info = Assert.Single(seen, e => e.Kind == ChannelMessageKind.Info);
        Assert.Equal("[Source=Part; Work, Kind=Info] epoch 1 of 2", info.Message);
        Assert.Equal("epoch 1 of 2", info.RawMessage);
        Assert.Equal("Part; Work", info.Source);
        Assert.Single(seen, e => e.Kind == ChannelMessageKind.Warning && e.RawMessage == "odd");
    }

    [Fact]
    public void Rand_OfHosts_DependsOnTheSeed()
    {
        int[] Draw(MLContext context)
        {
            IHostEnvironment environment = context;
            return [environment.Register("a").Rand.Next(), environment.Register("b").Rand.Next(), environment.Register("c", seed: 5).Rand.Next()];
        }

        Assert.Equal(Draw(new(seed: 7)), Draw(new(seed: 7)));
        Assert.NotEqual(Draw(new(seed: 7))[..2], Draw(new(seed: 8))[..2]);
        Assert.Equal(Draw(new(seed: 7))[2], Draw(new(seed: 8))[2]);
    }

    [Fact]
    public void ProgressChannel_Reports_NothingToTheLog()
    {
        var context = TestData.Context();
        var seen = new List<string>();
        context.Log += (_, e) => seen.Add(e.Message);

        using (var progress = ((IHostEnvironment)context).Register("Part").StartProgressChannel("Work"))
        {
            progress.SetHeader(new ProgressHeader("epochs"), entry => entry.SetProgress(0, 1, 2));
            progress.Checkpoint(1.0);
        }

        Assert.Empty(seen);
    }
}
