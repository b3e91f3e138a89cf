namespace DiTMoS.Networks;

/// <summary>How a pooling window becomes one value.</summary>
public enum PoolKind
{
    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}
