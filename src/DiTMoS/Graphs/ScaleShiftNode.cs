namespace DiTMoS.Graphs;

/// <summary>y[c,t] = scale[c] x[c,t] + shift[c]: input normalisation and input batch norm, kept apart where a padded first convolution forbids folding them.</summary>
internal sealed class ScaleShiftNode : GraphNode
{
    internal ScaleShiftNode(GraphTensor input, GraphTensor output, float[] scale, float[] shift)
        : base(output.Name, [input], output)
    {
        Scale = scale;
        Shift = shift;
    }

    /// <summary>Factors, (C).</summary>
    public float[] Scale { get; }

    /// <summary>What is added, (C).</summary>
    public float[] Shift { get; }

    /// <inheritdoc/>
    public override long Macs => Output.Values;

    /// <inheritdoc/>
    public override long Parameters => Scale.Length + Shift.Length;
}
