using DiTMoS.Networks;

namespace DiTMoS.Graphs;

/// <summary>Conv1D with all batch norms folded in, ReLU and pooling, in one operator: the values before the pooling exist nowhere.</summary>
/// <remarks>The inputs are concatenated over channels, in their order. With C input channels in all, O output channels, G groups, kernel K: y[o,u] = pool over t of max(0, b[o] + Σc Σk w[o,c,k] x[c, t S + k - P]).</remarks>
internal sealed class ConvNode : GraphNode
{
    internal ConvNode(IReadOnlyList<GraphTensor> inputs, GraphTensor output, BlockSpec block, float[] weights, float[] bias)
        : base(output.Name, inputs, output)
    {
        Block = block;
        Weights = weights;
        Bias = bias;
    }

    /// <summary>Kernel, stride, padding, groups and pooling.</summary>
    public BlockSpec Block { get; }

    /// <summary>Folded weights, (O, C / G, K).</summary>
    public float[] Weights { get; }

    /// <summary>Folded biases, (O).</summary>
    public float[] Bias { get; }

    /// <summary>The same as integers; null where the layer is not quantized. Default null.</summary>
    public QuantizedWeights? Quantized { get; init; }

    /// <summary>Input channels over all inputs, C.</summary>
    public int InputChannels => Inputs.Sum(input => input.Channels);

    /// <summary>Values per channel before pooling.</summary>
    public int ConvolvedLength => Block.ConvolvedLength(Inputs[0].Length);

    /// <inheritdoc/>
    public override long Macs => (long)ConvolvedLength * Block.OutputChannels * Block.Kernel * (InputChannels / Block.Groups);

    /// <inheritdoc/>
    public override long Parameters => Weights.Length + Bias.Length;

    /// <summary>The first input row that output row <paramref name="row"/> reads; below 0 where it is padding.</summary>
    internal int FirstInputRow(int row) => (row * Block.Pool * Block.Stride) - Block.Padding;

    /// <summary>The input row behind the last one that output row <paramref name="row"/> reads, padding included.</summary>
    internal int EndInputRow(int row) => FirstInputRow(row) + ((Block.Pool - 1) * Block.Stride) + Block.Kernel;
}
