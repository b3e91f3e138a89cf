namespace DiTMoS.Planning;

/// <summary>Where a feature of the selector waits for the classifier that reads it again.</summary>
public enum FeaturePlacement
{
    /// <summary>In the arena, from the selector until the classifier has read it.</summary>
    Ram,

    /// <summary>In flash, written once per inference and read in place (network slicing, DiTMoS, PerCom 2024). Wears the flash out.</summary>
    Flash,

    /// <summary>Nowhere: the classifier computes it again, a few rows at a time.</summary>
    Recompute,
}
