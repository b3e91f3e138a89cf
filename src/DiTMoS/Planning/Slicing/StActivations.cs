using DiTMoS.Graphs;

namespace DiTMoS.Planning.Slicing;

/// <summary>Estimates the activations that STM32Cube.AI needs for a network, which plans its memory itself.</summary>
/// <remarks>
/// A live-set count over the operators of the ONNX file: convolution and pooling are two operators there, so that the values
/// before pooling exist; ReLU and pooling are taken to work in place. For the published networks it gives 6.1 KB a slice (published: 6.2).
/// </remarks>
internal static class StActivations
{
    /// <summary>What ST's tool aligns activations to, in bytes.</summary>
    public const int Alignment = 32;

    /// <summary>Bytes of activations, inputs and outputs of the network included.</summary>
    public static long Estimate(NetworkGraph graph)
    {
        long most = 0;
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            GraphNode node = graph.Nodes[i];
            long live = graph.Inputs.Concat(graph.Nodes.Take(i).Select(earlier => earlier.Output))
                .Where(tensor => graph.Outputs.Contains(tensor) || graph.Nodes.Skip(i).Any(later => later.Inputs.Contains(tensor)))
                .Sum(tensor => (long)tensor.Bytes);
            most = Math.Max(most, live + Written(node));
        }

        return (most + Alignment - 1) / Alignment * Alignment;
    }

    private static long Written(GraphNode node) => node switch
    {
        ConvNode { Inputs.Count: > 1 } conv => Math.Max(Concatenated(conv), Concatenated(conv) + Convolved(conv) - conv.Inputs.Sum(input => (long)input.Bytes)),
        ConvNode conv => Convolved(conv),
        AddNode or AverageNode => 0,
        _ => node.Output.Bytes,
    };

    private static long Concatenated(ConvNode conv) => conv.Inputs.Sum(input => (long)input.Bytes);

    private static long Convolved(ConvNode conv) => (long)conv.ConvolvedLength * conv.Output.RowBytes;
}
