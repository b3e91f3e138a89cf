namespace DiTMoS.Graphs;

/// <summary>Probabilities of logits: exp(x[k]) / Σj exp(x[j]).</summary>
internal sealed class SoftmaxNode : GraphNode
{
    internal SoftmaxNode(GraphTensor input, GraphTensor output)
        : base(output.Name, [input], output)
    {
    }

    /// <inheritdoc/>
    public override long Macs => 0;

    /// <inheritdoc/>
    public override long Parameters => 0;
}
