using DiTMoS.Graphs;

namespace DiTMoS.Export.C99;

/// <summary>The weights and biases of a layer as the kernels read them.</summary>
/// <param name="Member">What the layer is called within its network.</param>
/// <param name="Weights">Packed weights.</param>
/// <param name="Bias">Biases.</param>
internal sealed record C99Layer(string Member, float[] Weights, float[] Bias)
{
    /// <summary>The layers of a network that have weights, in the order in which they run.</summary>
    public static IReadOnlyList<C99Layer> Of(NetworkGraph network) => [.. network.Nodes.Select(Of).OfType<C99Layer>()];

    private static C99Layer? Of(GraphNode node) => node switch
    {
        ConvNode conv => new(C99Names.Member(node), WeightPacking.Of(conv), conv.Bias),
        DenseNode dense => new(C99Names.Member(node), WeightPacking.Of(dense), dense.Bias),
        ScaleShiftNode scaled => new(C99Names.Member(node), scaled.Scale, scaled.Shift),
        _ => null,
    };
}
