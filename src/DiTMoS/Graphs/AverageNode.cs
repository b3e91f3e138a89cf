namespace DiTMoS.Graphs;

/// <summary>The mean of vectors of one size, value by value: the probabilities of an ensemble's members.</summary>
internal sealed class AverageNode : GraphNode
{
    internal AverageNode(IReadOnlyList<GraphTensor> inputs, GraphTensor output)
        : base(output.Name, inputs, output)
    {
    }

    /// <inheritdoc/>
    public override long Macs => 0;

    /// <inheritdoc/>
    public override long Parameters => 0;
}
