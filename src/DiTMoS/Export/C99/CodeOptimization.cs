namespace DiTMoS.Export.C99;

/// <summary>What generated C is made for.</summary>
public enum CodeOptimization
{
    /// <summary>Each shape of convolution gets code of its own, whose loops the compiler knows.</summary>
    Speed,

    /// <summary>All convolutions share one kernel.</summary>
    Size,
}
