namespace DiTMoS.Graphs;

/// <summary>One network of a routed inference, as operators in the order in which they run.</summary>
internal sealed class NetworkGraph
{
    internal NetworkGraph(string name, IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphTensor> outputs, IEnumerable<string>? maps = null)
    {
        Name = name;
        Nodes = nodes;
        Outputs = outputs;
        var written = nodes.Select(node => node.Output.Name).ToHashSet(StringComparer.Ordinal);
        Inputs = [.. nodes.SelectMany(node => node.Inputs).Where(tensor => !written.Contains(tensor.Name)).Distinct()];
        Maps = nodes
            .Where(node => node is ConvNode or ScaleShiftNode)
            .SelectMany(node => node.Inputs.Append(node.Output))
            .Select(tensor => tensor.Name)
            .Concat(maps ?? [])
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The name: <c>selector</c>, <c>classifier_0</c>, ...</summary>
    public string Name { get; }

    /// <summary>The operators.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>What comes from outside: <c>input</c> and, for a classifier, tensors of the selector; in the order of first use.</summary>
    public IReadOnlyList<GraphTensor> Inputs { get; }

    /// <summary>What others read, in the order in which it is written: features, logits, scores.</summary>
    public IReadOnlyList<GraphTensor> Outputs { get; }

    /// <summary>The names of tensors with a time axis, even with one sample left on it: what a convolution or a norm reads or writes, here or in the networks that this one is cut from.</summary>
    public IReadOnlySet<string> Maps { get; }

    /// <summary>Multiplications of one inference.</summary>
    public long Macs => Nodes.Sum(node => node.Macs);

    /// <summary>Weights and biases that a device stores.</summary>
    public long Parameters => Nodes.Sum(node => node.Parameters);

    /// <summary>The operator that writes a tensor.</summary>
    /// <param name="tensor">The tensor's name.</param>
    /// <exception cref="KeyNotFoundException">No operator of this network writes it.</exception>
    public GraphNode ProducerOf(string tensor) =>
        Nodes.FirstOrDefault(node => node.Output.Name == tensor) ?? throw new KeyNotFoundException($"Network '{Name}' writes no tensor '{tensor}'.");
}
