using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public class WindowSetMatchTests
{
    [Fact]
    public void WithClasses_OtherOrder_FindsClassesByName()
    {
        WindowSet windows = Create().WithClasses(["run", "sit", "walk"]);

        Assert.Equal([1, 2, 1], windows.Labels);
        Assert.Equal(["run", "sit", "walk"], windows.ClassNames);
    }

    [Fact]
    public void WithClasses_UnknownClassWithoutWindows_IsLeftOut() => Assert.Equal([0, 1, 0], Create().WithClasses(["sit", "walk"]).Labels);

    [Fact]
    public void WithClasses_UnknownClassWithWindows_IsNamed()
    {
        var error = Assert.Throws<RecordingException>(() => Create().WithClasses(["sit", "run"]));

        Assert.Contains("class 'walk' (1 windows, the first is 1)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithChannels_SomeInAnotherOrder_TakesTheirSamples()
    {
        WindowSet windows = Create().WithChannels(["z", "x"]);

        Assert.Equal(["z", "x"], windows.ChannelNames);
        Assert.Equal([3, 1, 6, 4, 9, 7], windows.Samples);
    }

    [Fact]
    public void WithChannels_MissingChannel_IsNamed()
    {
        var error = Assert.Throws<OptionException>(() => Create().WithChannels(["x", "w"]));

        Assert.Contains("a channel 'w'", error.Message, StringComparison.Ordinal);
    }

    // Three windows of three channels with one sample each: 1, 2, ..., 9.
    private static WindowSet Create() => new()
    {
        Samples = [.. Enumerable.Range(1, 9).Select(value => (float)value)],
        Channels = 3,
        Length = 1,
        Labels = [0, 1, 0],
        ClassNames = ["sit", "walk", "run"],
        ChannelNames = ["x", "y", "z"],
        Source = "test",
    };
}
