using System.Text.Json.Serialization;
using DiTMoS.Data;

namespace DiTMoS.Networks;

/// <summary>What the file of an ensemble says beside its tensors.</summary>
internal sealed record EnsembleDocument
{
    public required IReadOnlyList<NetworkSpec> Members { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required IReadOnlyList<string> ChannelNames { get; init; }

    public required double? SampleRateHz { get; init; }

    public required NormalizationDocument Normalization { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FrontEnd? FrontEnd { get; init; }

    public required float Temperature { get; init; }

    public required TrainingRecord Record { get; init; }
}
