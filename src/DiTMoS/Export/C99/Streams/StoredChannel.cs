namespace DiTMoS.Export.C99.Streams;

/// <summary>A value that is kept.</summary>
/// <param name="index">Its place in the row.</param>
internal sealed class StoredChannel(int index) : StreamChannel
{
    /// <summary>Its place in the row.</summary>
    public int Index => index;

    public override bool IsPointwise => true;

    public override IEnumerable<StreamChannel> Derivation => [];
}
