namespace DiTMoS.Planning;

/// <summary>How the placement of features is chosen.</summary>
public enum PlacementStrategy
{
    /// <summary>The fastest placement within the limits; of equally fast ones that with the smallest arena.</summary>
    Auto,

    /// <summary>All features in RAM: nothing is computed twice, nothing is written to flash.</summary>
    Ram,

    /// <summary>All features in flash, as published.</summary>
    Flash,

    /// <summary>
    /// The first block of selector and classifier runs depth-first, a few rows at a time while the second block consumes
    /// them, so that what it gives never exists whole; deeper features stay in RAM. The smallest arena, for one more run of the
    /// selector's first block.
    /// </summary>
    Recompute,
}
