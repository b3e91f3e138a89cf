using DiTMoS.Data.Features;

namespace DiTMoS.Tests.Data.Features;

public sealed class ChannelStepTests
{
    private static readonly FeatureShape Sensors = FeatureSteps.Shape(3, 50, "acc_x", "acc_y", "acc_z", "temperature");
    private static readonly float[] Window = [3, 0, -1, 4, 0, 2, 12, 0, 2, 20, 21, 19];

    [Fact]
    public void Magnitude_NoGroups_FindsAxesByTheirNames()
    {
        Dictionary<string, float[]> output = new MagnitudeStep().Compute(Sensors, Window);

        Assert.Equal(["acc_x", "acc_y", "acc_z", "temperature", "acc_magnitude"], output.Keys);
        Assert.Equal([13, 0, 3], output["acc_magnitude"]);
        Assert.Equal([4, 0, 2], output["acc_y"]);
    }

    [Theory]
    [InlineData("x", "y", "z", "magnitude")]
    [InlineData("GyroX", "GyroY", "GyroZ", "Gyro_magnitude")]
    [InlineData("acc-x", "acc-y", "acc-z", "acc-magnitude")]
    public void Magnitude_NamesOfAxes_NameTheMagnitude(string x, string y, string z, string expected) =>
        Assert.Equal(expected, new MagnitudeStep().Output(FeatureSteps.Shape(3, null, z, y, x)).ChannelNames[3]);

    [Fact]
    public void Magnitude_Replace_LeavesTheOtherChannels()
    {
        var step = new MagnitudeStep { Groups = [new ChannelGroup("plane", ["acc_x", "acc_y"]), new ChannelGroup("heat", ["temperature"])], Replace = true };

        Dictionary<string, float[]> output = step.Compute(Sensors, Window);

        Assert.Equal(["acc_z", "plane", "heat"], output.Keys);
        Assert.Equal([12, 0, 2], output["acc_z"]);
        Assert.Equal(5, output["plane"][0]);
        Assert.Equal([20, 21, 19], output["heat"]);
    }

    [Fact]
    public void Magnitude_TurnedSensor_StaysTheSame()
    {
        double[] axes = Draw.Gaussian(90, seed: 3);
        FeatureShape shape = FeatureSteps.Shape(30, null, "x", "y", "z");
        double[] turned = [.. axes.Select((_, i) => i < 30 ? (0.6 * axes[i]) - (0.8 * axes[i + 30]) : i < 60 ? (0.8 * axes[i - 30]) + (0.6 * axes[i]) : axes[i])];

        float[] before = new MagnitudeStep().Compute(shape, axes.ToSingle())["magnitude"];

        Near.AssertAll(before.ToDouble(), new MagnitudeStep().Compute(shape, turned.ToSingle())["magnitude"], 1e-6, "magnitude");
    }

    [Fact]
    public void Magnitude_BadGroups_NameTheOption()
    {
        new MagnitudeStep().AssertRefused(FeatureSteps.Shape(3, null, "acc_x", "acc_y"), "MagnitudeStep.Groups", "acc_x, acc_y");
        new MagnitudeStep { Groups = [new("m", ["acc_w"])] }.AssertRefused(Sensors, "Groups must be names of channels: acc_x, acc_y, acc_z, temperature. Got 'acc_w'");
        new MagnitudeStep { Groups = [new("m", [])] }.AssertRefused(Sensors, "Groups", "at least one channel");
        new MagnitudeStep { Groups = [new("", ["acc_x"])] }.AssertRefused(Sensors, "Groups");
        new MagnitudeStep { Groups = [new("acc_x", ["acc_x"])] }.AssertRefused(Sensors, "Groups", "'acc_x' twice");
        new MagnitudeStep { Groups = [null!] }.AssertRefused(Sensors, "Groups");
        new MagnitudeStep { Groups = [new(null!, null!)] }.AssertRefused(Sensors, "Groups");
    }

    [Fact]
    public void Jerk_NamedChannels_AreDifferencesPerSecond()
    {
        Dictionary<string, float[]> output = new JerkStep { Channels = ["temperature"] }.Compute(Sensors, Window);

        Assert.Equal(["acc_x", "acc_y", "acc_z", "temperature", "temperature_jerk"], output.Keys);
        Assert.Equal([50, 50, -100], output["temperature_jerk"]);
        Assert.Equal([3, 0, -1], output["acc_x"]);
    }

    [Fact]
    public void Jerk_NoChannels_TakesAll() => Assert.Equal(
        ["acc_x_jerk", "acc_y_jerk", "acc_z_jerk", "temperature_jerk"], new JerkStep().Output(Sensors).ChannelNames.Skip(4));

    [Fact]
    public void Jerk_OfMagnitude_StepsWorkOneAfterAnother()
    {
        FeatureChain chain = FeatureChain.Create(Sensors, [new MagnitudeStep { Replace = true }, new JerkStep { Channels = ["acc_magnitude"] }]);
        var output = new float[9];

        chain.Compute(Window, output, 0);

        Assert.Equal(["temperature", "acc_magnitude", "acc_magnitude_jerk"], chain.Shape.ChannelNames);
        Assert.Equal([20, 21, 19, 13, 0, 3, -650, -650, 150], output);
    }

    [Fact]
    public void Jerk_BadInput_NamesWhatIsMissing()
    {
        new JerkStep().AssertRefused(Sensors with { SampleRateHz = null }, "JerkStep", "SampleRateHz");
        new JerkStep().AssertRefused(Sensors with { Length = 1 }, "JerkStep", "2 samples");
        new JerkStep { Channels = ["acc_x", "acc_x"] }.AssertRefused(Sensors, "JerkStep.Channels", "'acc_x_jerk' twice");
        new JerkStep { Channels = ["no"] }.AssertRefused(Sensors, "JerkStep.Channels", "'no'");
    }

    [Fact]
    public void Output_MoreChannelsThanAnyoneHas_IsRefused()
    {
        FeatureShape wide = FeatureSteps.Shape(16000, 16000, [.. Enumerable.Range(0, 30_000).Select(c => $"c{c}_x")]);

        new MfccStep().AssertRefused(wide, "MfccStep makes 390000 channels, and the most are 65536");
        new LogMelStep().AssertRefused(wide, "LogMelStep makes 1200000 channels");
        new BandPowerStep { FrameLength = 8000 }.AssertRefused(wide, "BandPowerStep makes 150000 channels");
        new MagnitudeStep { Groups = [new ChannelGroup("all", wide.ChannelNames)], Replace = true }.Output(wide);
    }
}
