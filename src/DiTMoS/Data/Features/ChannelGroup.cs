namespace DiTMoS.Data.Features;

/// <summary>Channels that belong together, such as the axes of one sensor.</summary>
/// <param name="Name">What their common channel is called.</param>
/// <param name="Channels">The names of the channels, at least one.</param>
public sealed record ChannelGroup(string Name, IReadOnlyList<string> Channels)
{
    /// <summary>Whether name and channels are the same.</summary>
    public bool Equals(ChannelGroup? other) => other is not null && Name == other.Name && Channels.SequenceEqual(other.Channels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Channels.Count);
}
