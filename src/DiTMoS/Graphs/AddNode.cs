namespace DiTMoS.Graphs;

/// <summary>The sum of two vectors of one size: a classifier's own logits and those of the shared base.</summary>
internal sealed class AddNode : GraphNode
{
    internal AddNode(GraphTensor left, GraphTensor right, GraphTensor output)
        : base(output.Name, [left, right], output)
    {
    }

    /// <inheritdoc/>
    public override long Macs => 0;

    /// <inheritdoc/>
    public override long Parameters => 0;
}
