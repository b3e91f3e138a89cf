using System.Text.Json;
using System.Text.Json.Serialization;
using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;
using DiTMoS.Tests.Networks;

namespace DiTMoS.Tests.Data.Features;

public sealed class FeatureStepJsonTests
{
    // As strict as model files are read.
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    [Fact]
    public void FrontEnd_WrittenAndRead_IsTheSame()
    {
        FeatureStep[] steps =
        [
            new MfccStep { Hop = 160, Dither = 0.25, Window = WindowFunction.Hamming },
            new LogMelStep { Filters = 20 },
            new MagnitudeStep { Groups = [new ChannelGroup("m", ["acc_x", "acc_y"])], Replace = true },
            new JerkStep { Channels = ["acc_x"] },
            new BandPowerStep { Bands = [new FrequencyBand("alpha", 8, 12.5)], FrameLength = 128 },
        ];

        string json = JsonSerializer.Serialize(new FrontEnd { Features = steps }, Strict);
        IReadOnlyList<FeatureStep> read = JsonSerializer.Deserialize<FrontEnd>(json, Strict)!.Features;

        Assert.Equal(steps, read);
        Assert.Equal(steps.Select(step => step.GetHashCode()), read.Select(step => step.GetHashCode()));
        Assert.Equal(
            """{"kind":"jerk","channels":["acc_x"]}""", JsonSerializer.Serialize(steps[3], Strict));
        Assert.Contains("\"window\":\"Hamming\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_SavedAndLoaded_KeepsItsSteps()
    {
        FeatureStep[] steps = [new MagnitudeStep { Groups = [new ChannelGroup("size", ["x", "y"])] }, new JerkStep { Channels = ["size"] }];
        var frontEnd = new FrontEnd { ChannelNames = ["x", "y"], Windows = new WindowOptions { Length = 24, Hop = 12, SampleRateHz = 50 }, Features = steps };
        using var file = new MemoryStream();

        ModelData.SmallModel().With(frontEnd).Save(file);
        file.Position = 0;

        Assert.Equal(steps, DiTMoSModel.Load(file, "model").FrontEnd!.Features);
    }

    [Fact]
    public void Equals_OtherOptions_Differ()
    {
        Assert.NotEqual(new BandPowerStep(), new BandPowerStep { Bands = [new FrequencyBand("alpha", 8, 12.5)] });
        Assert.NotEqual(new JerkStep(), new JerkStep { Channels = ["x"] });
        Assert.NotEqual(new MagnitudeStep { Groups = [new("m", ["x"])] }, new MagnitudeStep { Groups = [new("m", ["y"])] });
        Assert.Equal(new BandPowerStep(), new BandPowerStep());
    }

    [Theory]
    [InlineData("""{"kind":"nonsense"}""")]
    [InlineData("""{"hop":3}""")]
    [InlineData("""{"kind":"mfcc","hops":3}""")]
    [InlineData("""{"kind":"jerk","channels":null}""")]
    public void Read_NotAStep_IsRefused(string json)
    {
        Exception error = Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<FeatureStep>(json, Strict));

        Assert.True(error is JsonException or NotSupportedException, error.ToString());
    }
}
