namespace DiTMoS.Data.Features;

/// <summary>The shape of windows on their way through feature steps.</summary>
/// <param name="ChannelNames">The C channel names.</param>
/// <param name="Length">Values per channel, L.</param>
/// <param name="SampleRateHz">Values per second; null where unknown.</param>
public sealed record FeatureShape(IReadOnlyList<string> ChannelNames, int Length, double? SampleRateHz)
{
    /// <summary>The number of channels, C.</summary>
    public int Channels => ChannelNames.Count;
}
