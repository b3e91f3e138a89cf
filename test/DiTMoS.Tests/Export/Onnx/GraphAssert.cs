using DiTMoS.Graphs;
using DiTMoS.Networks;

namespace DiTMoS.Tests.Export.Onnx;

/// <summary>Compares networks operator by operator, weights bit by bit.</summary>
internal static class GraphAssert
{
    public static void Equal(NetworkGraph expected, NetworkGraph actual)
    {
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Inputs, actual.Inputs);
        Assert.Equal(expected.Outputs, actual.Outputs);
        Assert.Equal(expected.Nodes.Count, actual.Nodes.Count);
        for (int i = 0; i < expected.Nodes.Count; i++)
        {
            Equal(expected.Nodes[i], actual.Nodes[i]);
        }
    }

    private static void Equal(GraphNode expected, GraphNode actual)
    {
        Assert.Equal(expected.GetType(), actual.GetType());
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Inputs, actual.Inputs);
        Assert.Equal(expected.Output, actual.Output);
        Assert.Equal(Block(expected), Block(actual));
        Assert.Equal((expected as DenseNode)?.Relu, (actual as DenseNode)?.Relu);
        Assert.Equal(Values(expected), Values(actual));
    }

    /// <summary>The block of a convolution; without pooling, the kind of pooling means nothing and stands nowhere.</summary>
    private static BlockSpec? Block(GraphNode node) => node is ConvNode { Block: var block } ? block.Pool == 1 ? block with { PoolKind = PoolKind.Max } : block : null;

    private static int[] Values(GraphNode node) => [.. (node switch
    {
        ConvNode conv => conv.Weights.Concat(conv.Bias),
        DenseNode dense => dense.Weights.Concat(dense.Bias),
        ScaleShiftNode norm => norm.Scale.Concat(norm.Shift),
        _ => [],
    }).Select(BitConverter.SingleToInt32Bits)];
}
