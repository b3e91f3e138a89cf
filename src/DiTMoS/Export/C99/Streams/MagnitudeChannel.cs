namespace DiTMoS.Export.C99.Streams;

/// <summary>The length of a vector whose parts are channels.</summary>
/// <param name="parts">The channels.</param>
internal sealed class MagnitudeChannel(IReadOnlyList<StreamChannel> parts) : StreamChannel
{
    /// <summary>The channels.</summary>
    public IReadOnlyList<StreamChannel> Parts => parts;

    public override bool IsPointwise => parts.All(part => part.IsPointwise);

    public override IEnumerable<StreamChannel> Derivation => parts.SelectMany(part => part.Derivation).Append(this);
}
