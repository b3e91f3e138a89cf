namespace DiTMoS.Export.C99.Streams;

/// <summary>How fast a channel changes; the first row of a window repeats the second.</summary>
/// <param name="of">The channel.</param>
/// <param name="rateHz">Rows per second.</param>
internal sealed class JerkChannel(StreamChannel of, double rateHz) : StreamChannel
{
    /// <summary>The channel.</summary>
    public StreamChannel Of => of;

    /// <summary>Rows per second.</summary>
    public double RateHz => rateHz;

    public override bool IsPointwise => false;

    public override IEnumerable<StreamChannel> Derivation => of.Derivation.Append(this);
}
