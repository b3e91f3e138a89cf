using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public class WindowSetSelectTests
{
    [Fact]
    public void Select_SomeRows_CopiesThemInOrder()
    {
        WindowSet windows = WindowSets.Create();

        WindowSet chosen = windows.Select([30, 2]);

        Assert.Equal([.. windows.Window(30), .. windows.Window(2)], chosen.Samples);
        Assert.Equal([windows.Labels[30], windows.Labels[2]], chosen.Labels);
        Assert.Equal([windows.Subjects![30], windows.Subjects[2]], chosen.Subjects!);
        Assert.Equal([windows.Trials![30], windows.Trials[2]], chosen.Trials!);
        Assert.Equal(windows.ClassNames, chosen.ClassNames);
    }

    [Fact]
    public void Select_SomeRows_KeepsWhereTheyComeFrom()
    {
        WindowOrigins origins = WindowSets.Create(origins: WindowSets.Origins(144)).Select([30, 2]).Origins!;

        Assert.Equal(["rec7.csv", "rec0.csv"], [origins.NameOf(0), origins.NameOf(1)]);
        Assert.Equal([10, 10], origins.Starts!);
        Assert.Equal([20, 20], origins.Ends!);
        Assert.Equal((0.5, 20), (origins.StartSeconds(0), origins.SampleRateHz));
    }

    [Fact]
    public void SelectChannels_Origins_Stay() =>
        Assert.Equal("rec35.csv", WindowSets.Create(origins: WindowSets.Origins(144)).SelectChannels("acc_y").Origins!.NameOf(143));

    [Fact]
    public void Digest_OfTheSameWindows_SaysNothingOfOrigins() =>
        Assert.Equal(WindowSets.Create().Digest(), WindowSets.Create(origins: WindowSets.Origins(144)).Digest());

    [Fact]
    public void Select_RowOutOfRange_Refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowSets.Create(subjects: 1).Select([24]));

    [Theory]
    [InlineData("0-2", "a,b,c")]
    [InlineData("3, 0", "d,a")]
    [InlineData("c,a", "c,a")]
    [InlineData("1-2,d", "b,c,d")]
    [InlineData("2-2", "c")]
    public void SelectChannels_NumbersNamesRanges_TakesThem(string selection, string expected)
    {
        WindowSet chosen = FourChannels("a", "b", "c", "d").SelectChannels(selection);

        Assert.Equal(expected, string.Join(',', chosen.ChannelNames));
        Assert.Equal(string.Concat(expected.Split(',').Select(name => (char)(name[0] - 'a' + '0'))), string.Concat(chosen.Window(1).ToArray().Chunk(2).Select(pair => (int)pair[0] - 10)));
    }

    [Fact]
    public void SelectChannels_NameThatLooksLikeANumberOrRange_MeansTheName()
    {
        WindowSet windows = FourChannels("3", "a-b", "1", "d");

        Assert.Equal(["3", "a-b"], windows.SelectChannels("3,a-b").ChannelNames);
    }

    [Theory]
    [InlineData("0-4", "'0-4'")]
    [InlineData("a,nose", "'nose'")]
    [InlineData("a,,b", "''")]
    [InlineData("2-1", "'2-1'")]
    [InlineData("a,0", "second time")]
    [InlineData("-1", "'-1'")]
    [InlineData("", "''")]
    public void SelectChannels_BadPart_NamesItAndTheChannels(string selection, string part)
    {
        string message = Assert.Throws<OptionException>(() => FourChannels("a", "b", "c", "d").SelectChannels(selection)).Message;

        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Contains("0 a, 1 b, 2 c, 3 d", message, StringComparison.Ordinal);
    }

    // Two windows of two samples; sample = 10 * window + channel.
    private static WindowSet FourChannels(params string[] names) => new()
    {
        Samples = [.. Enumerable.Range(0, 16).Select(i => (float)((i / 8 * 10) + (i / 2 % 4)))],
        Channels = 4,
        Length = 2,
        Labels = [0, 1],
        ClassNames = ["rest", "move"],
        ChannelNames = names,
        Source = "four channels",
    };
}
