namespace DiTMoS.Bench;

/// <summary>The two ways in which <c>bench/pytorch</c> writes the recipe.</summary>
internal enum PyTorchStyle
{
    /// <summary>A loop over classifiers, four forwards per classifier and batch.</summary>
    Authors,

    /// <summary>All classifiers as one grouped net, one forward per batch.</summary>
    Vectorised,
}
