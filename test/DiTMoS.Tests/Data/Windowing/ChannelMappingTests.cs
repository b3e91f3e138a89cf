using DiTMoS.Data;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Tests.Data.Windowing;

public sealed class ChannelMappingTests
{
    private static readonly WindowOptions Windows = new() { Length = 4 };

    [Fact]
    public void Units_OfOneKind_AreConverted()
    {
        WindowSet windows = Cut(Set(["g", "g", "dps"]), new RecordingOptions { Units = ["m/s^2", "rad/s"] });

        Assert.Equal(3 * 9.80665, windows.Window(0)[3], 1e-5);
        Assert.Equal(2003 * Math.PI / 180, windows.Window(0)[11], 1e-4);
        Assert.Equal(["m/s^2", "m/s^2", "rad/s"], windows.FrontEnd!.ChannelUnits);
    }

    [Fact]
    public void Units_OfAnotherKind_AreLeft()
    {
        WindowSet windows = Cut(Set(["uV", "m/s^2", "g"]), new RecordingOptions { Units = ["g"] });

        Assert.Equal(3, windows.Window(0)[3]);
        Assert.Equal(1003 / 9.80665, windows.Window(0)[7], 1e-4);
        Assert.Equal(2003, windows.Window(0)[11]);
        Assert.Equal(["uV", "g", "g"], windows.FrontEnd!.ChannelUnits);
    }

    [Theory]
    [InlineData("furlong", "Units must be of m/s^2, g, mg, rad/s, deg/s. Got 'furlong'")]
    [InlineData("rad/s", "no channel of 'test recordings' is in a unit of angular velocity. The channels are in g")]
    public void Units_Unknown_AreRefused(string unit, string message) =>
        Assert.Contains(message, Assert.Throws<OptionException>(() => Cut(Set(["g", "g", "g"]), new RecordingOptions { Units = [unit] })).Message, StringComparison.Ordinal);

    [Fact]
    public void Units_WhereNoneAreKnown_AreRefused() =>
        Assert.Contains("does not say in which units", Assert.Throws<OptionException>(() => Cut(Set(null), new RecordingOptions { Units = ["g"] })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("x=-y,y=x,z=z", new[] { -1003f, 3f, 2003f })]
    [InlineData("Z = +x, y = -Z, x = y", new[] { 1003f, -2003f, 3f })]
    public void Axes_OfASensor_AreTurned(string axes, float[] expected)
    {
        WindowSet windows = Cut(Set(null), new RecordingOptions { Axes = axes });

        float[] found = [windows.Window(0)[3], windows.Window(0)[7], windows.Window(0)[11]];
        Assert.Equal(expected, found);
        Assert.Equal(axes, windows.FrontEnd!.Axes);
    }

    [Fact]
    public void Axes_LetterWithinTheNames_IsFound()
    {
        (int Channel, int Sign)[] sources = AxisMapping.Parse("x=y,y=-x,z=z").Resolve(["RL_xacc", "RL_yacc", "RL_zacc", "max", "X", "Y", "Z", "gyro_x"]);

        Assert.Equal([(1, 1), (0, -1), (2, 1), (3, 1), (5, 1), (4, -1), (6, 1), (7, 1)], sources);
    }

    [Fact]
    public void Axes_AreTurnedAfterUnits()
    {
        WindowSet windows = Cut(Set(["g", "m/s^2", "m/s^2"]), new RecordingOptions { Units = ["m/s^2"], Axes = "x=y,y=-x,z=z" });

        Assert.Equal(1003, windows.Window(0)[3]);
        Assert.Equal(-3 * 9.80665, windows.Window(0)[7], 1e-4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x=y")]
    [InlineData("x=y,y=x,z=y")]
    [InlineData("x=y,x=z,z=x")]
    [InlineData("x=y,y=x,z=w")]
    [InlineData("x=--y,y=x,z=z")]
    [InlineData("x=y=z,y=x,z=z")]
    public void Axes_NoMapping_AreRefused(string axes) =>
        Assert.Contains("Axes must say for each of x, y and z once", Assert.Throws<OptionException>(() => AxisMapping.Parse(axes)).Message, StringComparison.Ordinal);

    [Fact]
    public void Axes_WithoutSensor_NamesTheChannels() =>
        Assert.Contains("acc_x, acc_y.", Assert.Throws<OptionException>(() => AxisMapping.Parse("x=y,y=x,z=z").Resolve(["acc_x", "acc_y"])).Message, StringComparison.Ordinal);

    [Fact]
    public void FrontEnd_OfAModel_FindsChannelsAndUnits()
    {
        var frontEnd = new FrontEnd { ChannelNames = ["acc_z", "acc_x"], ChannelUnits = ["m/s^2", "m/s^2"], Windows = Windows with { Hop = 4 } };

        WindowSet windows = Windower.Cut(Set(["g", "g", "g"]), frontEnd, new RecordingOptions());

        Assert.Equal(["acc_z", "acc_x"], windows.ChannelNames);
        Assert.Equal(2003 * 9.80665, windows.Window(0)[3], 1e-2);
        Assert.Equal(3 * 9.80665, windows.Window(0)[7], 1e-4);
    }

    [Fact]
    public void FrontEnd_ChannelThatIsNotThere_IsNamed()
    {
        var frontEnd = new FrontEnd { ChannelNames = ["acc_z", "gyro"], Windows = Windows with { Hop = 4 } };

        Assert.Contains("no 'gyro' among the 3: acc_x", Assert.Throws<OptionException>(() => Windower.Cut(Set(null), frontEnd, new RecordingOptions())).Message, StringComparison.Ordinal);
    }

    private static RecordingSet Set(string[]? units) => RecordingSets.Of(RecordingSets.Recording("a", 8, channels: 3)).With(units: units);

    private static WindowSet Cut(RecordingSet set, RecordingOptions options) => Windower.Cut(set, new FrontEnd { Windows = Windows, Axes = options.Axes }, options);
}
