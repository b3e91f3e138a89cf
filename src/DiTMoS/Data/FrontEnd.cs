using System.Diagnostics.CodeAnalysis;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data;

/// <summary>What stands between a recording and the windows that networks see: channels, cutting, then features. Kept with windows and models, so that a device, or another recording, gets what training saw.</summary>
public sealed record FrontEnd
{
    /// <summary>The channels of a recording, in order, that windows are cut from; null where nothing was cut yet: then those that the recordings have. Default null.</summary>
    public IReadOnlyList<string>? ChannelNames { get; init; }

    /// <summary>The units of <see cref="ChannelNames"/>, to which recordings in others are brought; null where unknown. Default null.</summary>
    public IReadOnlyList<string>? ChannelUnits { get; init; }

    /// <summary>How the axes of three-axis sensors were turned, as <see cref="RecordingOptions.Axes"/> takes it; null where they were not. Default null.</summary>
    public string? Axes { get; init; }

    /// <summary>How windows are cut. Where windows were cut by it, length and hop are in samples, and the rate, where known, is that of the samples. Default: one window per recording.</summary>
    public WindowOptions Windows { get; init; } = new();

    /// <summary>What is computed from each window, in this order; none for the samples themselves. Default none.</summary>
    public IReadOnlyList<FeatureStep> Features { get; init; } = [];

    /// <summary>Whether windows were cut by it, so that channels and lengths are known.</summary>
    internal bool IsResolved => ChannelNames is not null;

    /// <summary>The shape of the windows before features.</summary>
    internal FeatureShape RawShape => new(ChannelNames!, Windows.Length!.Value, Windows.SampleRateHz);

    /// <summary>What remains of it where only some of the channels that come out are kept.</summary>
    internal FrontEnd Keep(int[] channels) => IsResolved && Features.Count == 0
        ? this with { ChannelNames = Array.ConvertAll(channels, c => ChannelNames![c]), ChannelUnits = ChannelUnits is { } units ? Array.ConvertAll(channels, c => units[c]) : null }
        : this;

    /// <summary>What is still to compute of windows that this one made, for another whose steps begin with the same; none where they do not.</summary>
    internal IReadOnlyList<FeatureStep> StepsTo(FrontEnd other)
    {
        FrontEnd Begin(FrontEnd of) => new() { Features = [.. of.Features.Take(Features.Count)] };
        return FrontEndJson.Write(Begin(this)) == FrontEndJson.Write(Begin(other)) ? [.. other.Features.Skip(Features.Count)] : [];
    }

    /// <summary>Refuses what no windows can have come from.</summary>
    /// <param name="channelNames">The channels of the windows.</param>
    /// <param name="length">The values per channel of the windows.</param>
    /// <exception cref="OptionException">A part is missing or out of range, or other windows come out.</exception>
    internal void Check(IReadOnlyList<string> channelNames, int length)
    {
        Require(Windows is not null && Features is not null, "must say how windows are cut and what is computed of them, if only nothing", "neither, or one alone");
        Windows.Check();
        Require(ChannelNames is { Count: > 0 } && Windows is { Length: not null, Hop: not null, Seconds: null, HopSeconds: null }, "must name its channels, and its length and hop in samples", "none");
        Require(ChannelNames!.All(name => !string.IsNullOrWhiteSpace(name)) && ChannelNames!.Distinct(StringComparer.Ordinal).Count() == ChannelNames!.Count, "must have channel names that differ", string.Join(", ", ChannelNames!.Take(64)));
        Require(ChannelUnits is null || (ChannelUnits.Count == ChannelNames!.Count && ChannelUnits.All(unit => unit is not null)), $"must have a unit for each of {ChannelNames!.Count} channels", $"{ChannelUnits?.Count}");
        Require(Features.All(step => step is not null), "must have all its feature steps", "null");
        if (Axes is not null)
        {
            AxisMapping.Parse(Axes);
        }

        FeatureShape shape = RawShape;
        foreach (FeatureStep step in Features)
        {
            shape = step.Output(shape);
        }

        Require(shape.Length == length, $"must make windows of {length} values per channel, as the model's", $"{shape.Length}");
        Require(channelNames.All(shape.ChannelNames.Contains), $"must make the channels {string.Join(", ", channelNames.Take(64))}", string.Join(", ", shape.ChannelNames.Take(64)));
    }

    private static void Require([DoesNotReturnIf(false)] bool condition, string rule, string found)
    {
        if (!condition)
        {
            throw new OptionException($"Front end: {rule}. Got {Text.Shown(found)}.");
        }
    }
}
