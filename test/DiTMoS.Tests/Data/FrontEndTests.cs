using System.Text.Json;
using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;
using DiTMoS.Tests.Data.Windowing;
using DiTMoS.Tests.Networks;
using DiTMoS.Training;

namespace DiTMoS.Tests.Data;

public sealed class FrontEndTests
{
    private static readonly FrontEnd Resolved = new()
    {
        ChannelNames = ["x", "y", "z"],
        ChannelUnits = ["g", "g", "rad/s"],
        Axes = "x=y,y=x,z=z",
        Windows = new WindowOptions { Length = 24, Hop = 12, SampleRateHz = 50, LabelRule = LabelRule.Last, PadShort = true },
    };

    [Fact]
    public void SaveAndLoad_ModelWithFrontEnd_KeepsIt()
    {
        FrontEnd loaded = ModelData.LoadModel(ModelData.SmallModel().With(Resolved).Bytes()).FrontEnd!;

        Assert.Equal(Resolved.ChannelNames, loaded.ChannelNames);
        Assert.Equal(Resolved.ChannelUnits, loaded.ChannelUnits);
        Assert.Equal((Resolved.Axes, Resolved.Windows), (loaded.Axes, loaded.Windows));
        Assert.Empty(loaded.Features);
    }

    [Fact]
    public void SaveAndLoad_ModelWithFeatures_KeepsThem()
    {
        FeatureStep[] steps = [new MagnitudeStep(), new BandPowerStep { Bands = [new FrequencyBand("low", 1, 4), new FrequencyBand("high", 4, 20)] }];
        FrontEnd frontEnd = Resolved with { Features = steps, Windows = Resolved.Windows with { Length = 200 } };
        FeatureShape shape = frontEnd.RawShape;
        foreach (FeatureStep step in steps)
        {
            shape = step.Output(shape);
        }

        FrontEnd loaded = JsonSerializer.Deserialize(JsonSerializer.Serialize(frontEnd, ModelJson.Default.FrontEnd), ModelJson.Default.FrontEnd)!;

        loaded.Check(shape.ChannelNames, shape.Length);
        Assert.Equal(steps, loaded.Features);
        Assert.IsType<BandPowerStep>(loaded.Features[1]);
    }

    [Fact]
    public void Train_FrontEndThatMakesOtherWindows_IsRefusedBeforeAnythingIsLearnt()
    {
        WindowSet windows = WindowSets.Create();
        DataSplit split = DataSplitter.Split(windows, new SplitOptions());

        Assert.Contains(
            "Front end: must make windows of 3 values",
            Assert.Throws<OptionException>(() => DiTMoSTrainer.Train(windows.WithFrontEnd(Resolved), split, TrainingOptions.For(Preset.Default), null, TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Save_ModelWithoutFrontEnd_WritesNothingOfIt()
    {
        byte[] bytes = ModelData.SmallModel().Bytes();

        Assert.DoesNotContain("frontEnd", ModelData.Manifest(bytes), StringComparison.Ordinal);
        Assert.Null(ModelData.LoadModel(bytes).FrontEnd);
    }

    [Fact]
    public void Model_FrontEndThatMakesOtherWindows_IsRefused()
    {
        AssertRefused("24 values per channel", Resolved with { Windows = Resolved.Windows with { Length = 25 } });
        AssertRefused("must make the channels x, y", Resolved with { ChannelNames = ["x", "q", "z"] });
        AssertRefused("a unit for each of 3 channels", Resolved with { ChannelUnits = ["g"] });
        AssertRefused("channel names that differ", Resolved with { ChannelNames = ["x", "y", "y"] });
        AssertRefused("length and hop in samples", Resolved with { Windows = new WindowOptions { Seconds = 1 } });
        AssertRefused("length and hop in samples", new FrontEnd());
        AssertRefused("Windows.Hop must be at least 1", Resolved with { Windows = Resolved.Windows with { Hop = 0 } });
        AssertRefused("Axes must say", Resolved with { Axes = "x" });
    }

    [Theory]
    [InlineData("\"hop\":12", "\"hop\":-12")]
    [InlineData("\"hop\":12", "\"hop\":null")]
    [InlineData("\"features\":[]", "\"features\":[{}]")]
    [InlineData("\"features\":[]", "\"features\":[null]")]
    [InlineData("\"features\":[]", "\"features\":[{\"kind\":\"no such step\"}]")]
    [InlineData("\"features\":[]", "\"features\":null")]
    [InlineData("\"channelUnits\":[\"g\",", "\"channelUnits\":[null,")]
    [InlineData("\"labelRule\":\"Last\"", "\"labelRule\":\"Never\"")]
    [InlineData("\"channelNames\":[\"x\",\"y\",\"z\"]", "\"channelNames\":[\"x\",null,\"z\"]")]
    public void Load_ForgedFrontEnd_IsRefusedAsAModelFile(string from, string to)
    {
        byte[] file = ModelData.SmallModel().With(Resolved).Bytes();
        byte[] forged = ModelData.Forge(file, manifest => manifest.Replace(from, to, StringComparison.Ordinal));

        Assert.NotEqual(file, forged);
        Assert.Throws<ModelFileException>(() => ModelData.LoadModel(forged));
    }

    [Fact]
    public void Cut_WithWhatCameOut_MakesTheSameWindowsAgain()
    {
        RecordingSet set = RecordingSets.Of(RecordingSets.Recording("a", 200, channels: 3)).With(units: ["g", "g", "g"]);
        var options = new RecordingOptions { Units = ["m/s^2"] };
        WindowSet first = Windower.Cut(set, new FrontEnd { Windows = new WindowOptions { Seconds = 1.5, HopSeconds = 0.5, SampleRateHz = 20 }, Axes = "x=-y,y=x,z=z" }, options);

        WindowSet again = Windower.Cut(set, first.FrontEnd!, new RecordingOptions());

        Assert.Equal(first.Digest(), again.Digest());
        Assert.Equal((30, 10, 20.0), (first.FrontEnd!.Windows.Length, first.FrontEnd.Windows.Hop, first.FrontEnd.Windows.SampleRateHz));
    }

    [Fact]
    public void Cut_RecordingWithoutRate_IsTakenToBeAtThatOfTheModel()
    {
        RecordingSet set = RecordingSets.Of(RecordingSets.Recording("a", 48, rate: null, channels: 3));

        WindowSet windows = Windower.Cut(set, Resolved with { ChannelNames = set.ChannelNames, Axes = null }, new RecordingOptions());

        Assert.Equal((3, 50.0), (windows.Count, windows.SampleRateHz));
    }

    [Fact]
    public void SelectChannels_WithoutFeatures_NeedsOnlyThoseOfTheRecording()
    {
        WindowSet windows = Windower.Cut(
            RecordingSets.Of(RecordingSets.Recording("a", 8, channels: 3)).With(units: ["g", "m/s^2", "rad/s"]), new FrontEnd { Windows = new WindowOptions { Length = 4 } }, new RecordingOptions());

        FrontEnd kept = windows.SelectChannels("2,0").FrontEnd!;

        Assert.Equal(["acc_z", "acc_x"], kept.ChannelNames);
        Assert.Equal(["rad/s", "g"], kept.ChannelUnits);
        Assert.Same(windows.FrontEnd, windows.Select([1]).FrontEnd);
    }

    private static void AssertRefused(string rule, FrontEnd frontEnd) =>
        Assert.Contains(rule, Assert.Throws<OptionException>(() => ModelData.SmallModel().With(frontEnd)).Message, StringComparison.Ordinal);
}
