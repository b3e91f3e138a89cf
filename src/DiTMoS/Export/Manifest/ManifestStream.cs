using System.Text.Json.Serialization;
using DiTMoS.Data.Features;
using DiTMoS.Streaming;

namespace DiTMoS.Export.Manifest;

/// <summary>How the C code makes decisions of samples.</summary>
internal sealed record ManifestStream
{
    /// <summary>The channels of a sample that is pushed, in order.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Their units; null where unknown.</summary>
    [JsonRequired]
    public IReadOnlyList<string>? Units { get; init; }

    /// <summary>How axes are turned, as options take it; null where they are not.</summary>
    [JsonRequired]
    public string? Axes { get; init; }

    /// <summary>The rate at which samples are pushed; null where unknown.</summary>
    [JsonRequired]
    public double? SampleRateHz { get; init; }

    /// <summary>How many samples that are pushed make one of a window.</summary>
    public required int Decimation { get; init; }

    /// <summary>Samples of a window.</summary>
    public required int Window { get; init; }

    /// <summary>Samples from the start of a window to the start of the next.</summary>
    public required int Hop { get; init; }

    /// <summary>What is computed of a window, in order.</summary>
    public required IReadOnlyList<FeatureStep> Features { get; init; }

    /// <summary>What windows that follow each other make of one another.</summary>
    public required SmoothingKind Smoothing { get; init; }

    /// <summary>With a majority, the windows that vote.</summary>
    public required int SmoothingWindows { get; init; }

    /// <summary>With an average, the weight of the newest window.</summary>
    public required float SmoothingWeight { get; init; }

    /// <summary>By how much another class must win.</summary>
    public required float SwitchMargin { get; init; }

    /// <summary>The least score that is accepted.</summary>
    public required float RejectBelow { get; init; }

    /// <summary>Samples behind the start of an accepted window in which none is accepted.</summary>
    public required int Refractory { get; init; }

    /// <summary>Bytes that a stream keeps beside the network's context.</summary>
    public required int RamBytes { get; init; }

    /// <summary>Bytes of those that are rings of samples and frames.</summary>
    public required int RingBytes { get; init; }

    /// <summary>Bytes of constant tables.</summary>
    public required int TableBytes { get; init; }

    /// <summary>The files of its code.</summary>
    public required IReadOnlyList<string> Code { get; init; }

    /// <summary>Samples to verify with, a numpy file; null: windows end to end, where the network reads samples.</summary>
    [JsonRequired]
    public string? Samples { get; init; }

    /// <summary>The options that make the same stream of the same model.</summary>
    internal StreamingOptions ToOptions() => new()
    {
        SampleRateHz = Decimation > 1 ? SampleRateHz : null,
        Hop = Hop,
        Smoothing = Smoothing,
        SmoothingWindows = SmoothingWindows,
        SmoothingWeight = SmoothingWeight,
        SwitchMargin = SwitchMargin,
        RejectBelow = RejectBelow,
        Refractory = Refractory,
    };

    /// <summary>A stream as it is written down.</summary>
    internal static ManifestStream Of(StreamPlan plan, string? axes, int ramBytes, int ringBytes, int tableBytes, IReadOnlyList<string> code, string? samples) => new()
    {
        Channels = plan.RawChannels,
        Units = plan.RawUnits,
        Axes = axes,
        SampleRateHz = plan.ArrivalRateHz,
        Decimation = plan.Decimation,
        Window = plan.Window,
        Hop = plan.Hop,
        Features = plan.Steps,
        Smoothing = plan.Options.Smoothing,
        SmoothingWindows = plan.Options.SmoothingWindows,
        SmoothingWeight = plan.Options.SmoothingWeight,
        SwitchMargin = plan.Options.SwitchMargin,
        RejectBelow = plan.Options.RejectBelow,
        Refractory = plan.Refractory,
        RamBytes = ramBytes,
        RingBytes = ringBytes,
        TableBytes = tableBytes,
        Code = code,
        Samples = samples,
    };
}
