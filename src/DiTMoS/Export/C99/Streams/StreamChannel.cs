namespace DiTMoS.Export.C99.Streams;

/// <summary>A value of each row of a window: stored, or derived from others. Compared by reference.</summary>
internal abstract class StreamChannel
{
    /// <summary>Whether it depends on its own row alone.</summary>
    public abstract bool IsPointwise { get; }

    /// <summary>The others that it is derived from, itself behind them; none for one that is stored.</summary>
    public abstract IEnumerable<StreamChannel> Derivation { get; }
}
