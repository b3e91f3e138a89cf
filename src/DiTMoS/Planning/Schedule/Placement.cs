using DiTMoS.Graphs;

namespace DiTMoS.Planning.Schedule;

/// <summary>Where each feature is kept, and whether first blocks run depth-first.</summary>
/// <param name="Features">The placement of each feature that classifiers read, by name.</param>
/// <param name="DepthFirst">Whether a first block whose result nobody keeps is computed a few rows at a time, inside the block that reads it.</param>
internal sealed record Placement(IReadOnlyDictionary<string, FeaturePlacement> Features, bool DepthFirst)
{
    /// <summary>The placement that a strategy names; deeper features cannot be computed again a few rows at a time, and stay in RAM.</summary>
    public static Placement Of(RoutedGraph graph, PlacementStrategy strategy) => new(
        FeaturesOf(graph).ToDictionary(
            feature => feature.Name,
            feature => strategy switch
            {
                PlacementStrategy.Flash => FeaturePlacement.Flash,
                PlacementStrategy.Recompute when CanRecompute(graph, feature) => FeaturePlacement.Recompute,
                _ => FeaturePlacement.Ram,
            }),
        DepthFirst: strategy == PlacementStrategy.Recompute);

    /// <summary>All placements that a model can have.</summary>
    public static IEnumerable<Placement> All(RoutedGraph graph)
    {
        IEnumerable<Placement> placements = [new(new Dictionary<string, FeaturePlacement>(), false), new(new Dictionary<string, FeaturePlacement>(), true)];
        foreach (GraphTensor feature in FeaturesOf(graph))
        {
            placements = placements.SelectMany(placement => Choices(graph, feature, placement.DepthFirst)
                .Select(choice => placement with { Features = placement.Features.Append(new(feature.Name, choice)).ToDictionary() }));
        }

        return placements;
    }

    /// <summary>The features of the selector that classifiers read: results of convolutions, not logits.</summary>
    public static IEnumerable<GraphTensor> FeaturesOf(RoutedGraph graph) => graph.Shared.Where(tensor => graph.Selector.ProducerOf(tensor.Name) is ConvNode);

    /// <summary>Where a tensor is kept; RAM where nothing is said of it.</summary>
    public FeaturePlacement Of(GraphTensor tensor) => Features.GetValueOrDefault(tensor.Name, FeaturePlacement.Ram);

    private static bool CanRecompute(RoutedGraph graph, GraphTensor feature) => graph.Selector.ProducerOf(feature.Name).Inputs.SequenceEqual([graph.Input]);

    private static IEnumerable<FeaturePlacement> Choices(RoutedGraph graph, GraphTensor feature, bool depthFirst) =>
        depthFirst && CanRecompute(graph, feature)
            ? [FeaturePlacement.Ram, FeaturePlacement.Flash, FeaturePlacement.Recompute]
            : [FeaturePlacement.Ram, FeaturePlacement.Flash];
}
