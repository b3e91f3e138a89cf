using DiTMoS.Graphs;

namespace DiTMoS.Planning.Schedule;

/// <summary>Orders the operators of a routed inference: the selector, then a classifier, the worst of them as they are all alike.</summary>
internal static class Scheduling
{
    /// <summary>Values of one channel before pooling that a tile computes at least: what a register-blocked kernel takes at once.</summary>
    private const int TilePositions = 4;

    /// <summary>The steps of an inference.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="placement">Where features are kept.</param>
    /// <param name="lineTileRows">Output rows per tile where convolutions run inside another, at least 1.</param>
    public static IReadOnlyList<PlanStep> Of(RoutedGraph graph, Placement placement, int lineTileRows)
    {
        var steps = new List<PlanStep>();
        AddSteps(steps, TensorNames.Selector, graph.Selector);
        AddSteps(steps, TensorNames.Classifier, graph.Classifiers[0]);
        return steps;

        void AddSteps(List<PlanStep> steps, string network, NetworkGraph nodes)
        {
            foreach (GraphNode node in nodes.Nodes.Where(node => !RunsInside(node, nodes)))
            {
                ConvNode[] inside = [.. node.Inputs.Select(Producer).OfType<ConvNode>().Where(producer => RunsInside(producer, nodes))];
                int tileRows = inside.Length > 0 ? Math.Min(lineTileRows, node.Output.Length) : TileRows(node);
                steps.Add(new PlanStep(
                    steps.Count,
                    network,
                    node,
                    tileRows,
                    [.. inside.Select(producer => new LineSource(producer, LineRows((ConvNode)node, producer, tileRows), node.Name))],
                    placement.Of(node.Output) == FeaturePlacement.Flash));
            }

            GraphNode? Producer(GraphTensor tensor) =>
                nodes.Nodes.FirstOrDefault(node => node.Output == tensor) ?? graph.Selector.Nodes.FirstOrDefault(node => node.Output == tensor);
        }

        // A first block whose result only one convolution reads, and nobody keeps.
        bool RunsInside(GraphNode node, NetworkGraph network) =>
            placement.DepthFirst
            && node is ConvNode
            && node.Inputs.SequenceEqual([graph.Input])
            && (!graph.Shared.Contains(node.Output) || placement.Of(node.Output) == FeaturePlacement.Recompute)
            && network.Nodes.Count(reader => reader.Inputs.Contains(node.Output)) == 1
            && network.Nodes.Single(reader => reader.Inputs.Contains(node.Output)) is ConvNode;
    }

    private static int TileRows(GraphNode node) =>
        node is ConvNode conv ? Math.Clamp(TilePositions / conv.Block.Pool, 1, node.Output.Length) : node.Output.Length;

    /// <summary>The rows of a producer that one tile of its reader needs at once.</summary>
    private static int LineRows(ConvNode reader, ConvNode producer, int tileRows) =>
        Math.Min(reader.EndInputRow(tileRows - 1) - reader.FirstInputRow(0), producer.Output.Length);
}
