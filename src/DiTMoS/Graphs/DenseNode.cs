namespace DiTMoS.Graphs;

/// <summary>y[o] = b[o] + Σi w[o,i] x[i] over the flattened input, in the order (C, L), with or without ReLU.</summary>
internal sealed class DenseNode : GraphNode
{
    internal DenseNode(GraphTensor input, GraphTensor output, float[] weights, float[] bias, bool relu)
        : base(output.Name, [input], output)
    {
        Weights = weights;
        Bias = bias;
        Relu = relu;
    }

    /// <summary>Weights, (O, C * L): column c * L + t belongs to channel c, sample t.</summary>
    public float[] Weights { get; }

    /// <summary>Biases, (O).</summary>
    public float[] Bias { get; }

    /// <summary>The same as integers; null where the layer is not quantized. Default null.</summary>
    public QuantizedWeights? Quantized { get; init; }

    /// <summary>Whether negative results become 0.</summary>
    public bool Relu { get; }

    /// <inheritdoc/>
    public override long Macs => Weights.Length;

    /// <inheritdoc/>
    public override long Parameters => Weights.Length + Bias.Length;
}
