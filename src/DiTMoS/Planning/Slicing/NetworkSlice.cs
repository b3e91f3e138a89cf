using DiTMoS.Graphs;
using DiTMoS.Planning.Schedule;

namespace DiTMoS.Planning.Slicing;

/// <summary>Consecutive steps of one network between two cuts (network slicing, DiTMoS, PerCom 2024).</summary>
/// <param name="Index">Its place among the slices of its network, from 0.</param>
/// <param name="Steps">The steps, at least one.</param>
internal sealed record NetworkSlice(int Index, IReadOnlyList<PlanStep> Steps)
{
    /// <summary>Whose it is, <see cref="TensorNames.Selector"/> or <see cref="TensorNames.Classifier"/>.</summary>
    public string Network => Steps[0].Network;

    /// <summary>Multiplications of one inference, repeated ones included.</summary>
    public long Macs => Steps.Sum(step => step.Macs);

    /// <summary>The slice as a network of its own, with the weights of the selector or of one classifier; a feature that is computed again brings the selector's operator along.</summary>
    /// <param name="name">The slice's name.</param>
    /// <param name="network">The network that it is cut from.</param>
    /// <param name="graph">The model.</param>
    public NetworkGraph GraphOf(string name, NetworkGraph network, RoutedGraph graph)
    {
        GraphNode[] nodes = [.. Steps.SelectMany(step => step.Lines.Select(line => Named(line.Node.Name)).Append(Named(step.Node.Name)))];
        HashSet<string> inside = [.. nodes.Select(node => node.Output.Name)];
        bool IsRead(GraphTensor tensor) =>
            network.Outputs.Contains(tensor) || network.Nodes.Any(node => !inside.Contains(node.Output.Name) && node.Inputs.Contains(tensor));
        HashSet<string> inLines = [.. Steps.SelectMany(step => step.Lines).Select(line => line.Node.Output.Name)];
        return new NetworkGraph(name, nodes, [.. nodes.Select(node => node.Output).Where(output => IsRead(output) && !inLines.Contains(output.Name))], network.Maps.Concat(graph.Selector.Maps));

        GraphNode Named(string node) => network.Nodes.FirstOrDefault(own => own.Name == node) ?? graph.Selector.Nodes.Single(shared => shared.Name == node);
    }
}
