namespace DiTMoS.Graphs;

/// <summary>One operator of an inference: reads tensors, writes one.</summary>
internal abstract class GraphNode
{
    private protected GraphNode(string name, IReadOnlyList<GraphTensor> inputs, GraphTensor output)
    {
        Name = name;
        Inputs = inputs;
        Output = output;
    }

    /// <summary>The name, once per network, such as <c>selector_block1</c>; that of the output where nothing else is said.</summary>
    public string Name { get; }

    /// <summary>What is read, in order.</summary>
    public IReadOnlyList<GraphTensor> Inputs { get; }

    /// <summary>What is written.</summary>
    public GraphTensor Output { get; }

    /// <summary>Multiplications of one inference.</summary>
    public abstract long Macs { get; }

    /// <summary>Weights and biases that a device stores.</summary>
    public abstract long Parameters { get; }
}
