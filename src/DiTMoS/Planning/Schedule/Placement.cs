using DiTMoS.Graphs;

namespace DiTMoS.Planning.Schedule;

/// <summary>Where each feature is kept, and whether first blocks run depth-first.</summary>
/// <param name="Features">The placement of each feature that classifiers read, by name.</param>
/// <param name="DepthFirst">Whether a first block whose result nobody keeps is computed a few rows at a time, inside the block that reads it.</param>
internal sealed record Placement(IReadOnlyDictionary<string, FeaturePlacement> Features, bool DepthFirst)
{
    // Of more features than this, not every set is tried in flash, as their number doubles with each.
    private const int MostFeaturesInAnySet = 5;

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

    /// <summary>The placements that a model can have; where many features are read again, the largest go to flash first.</summary>
    public static IEnumerable<Placement> All(RoutedGraph graph)
    {
        GraphTensor[] features = [.. FeaturesOf(graph)];
        foreach (bool depthFirst in new[] { false, true })
        {
            foreach (GraphTensor[] flash in FlashSets(features))
            {
                var placement = new Placement(features.ToDictionary(feature => feature.Name, feature => flash.Contains(feature) ? FeaturePlacement.Flash : FeaturePlacement.Ram), depthFirst);
                yield return placement;
                if (depthFirst && features.Except(flash).FirstOrDefault(feature => CanRecompute(graph, feature)) is { } first)
                {
                    yield return placement with { Features = new Dictionary<string, FeaturePlacement>(placement.Features) { [first.Name] = FeaturePlacement.Recompute } };
                }
            }
        }
    }

    /// <summary>The features of the selector that classifiers read: results of convolutions, not logits.</summary>
    public static IEnumerable<GraphTensor> FeaturesOf(RoutedGraph graph) => graph.Shared.Where(tensor => graph.Selector.ProducerOf(tensor.Name) is ConvNode);

    /// <summary>Where a tensor is kept; RAM where nothing is said of it.</summary>
    public FeaturePlacement Of(GraphTensor tensor) => Features.GetValueOrDefault(tensor.Name, FeaturePlacement.Ram);

    /// <summary>Whether both place all features alike.</summary>
    public bool IsSameAs(Placement other) => DepthFirst == other.DepthFirst && Features.Count == other.Features.Count && Features.All(feature => other.Features.GetValueOrDefault(feature.Key) == feature.Value);

    private static bool CanRecompute(RoutedGraph graph, GraphTensor feature) => graph.Selector.ProducerOf(feature.Name).Inputs.SequenceEqual([graph.Input]);

    private static IEnumerable<GraphTensor[]> FlashSets(GraphTensor[] features)
    {
        if (features.Length <= MostFeaturesInAnySet)
        {
            return Enumerable.Range(0, 1 << features.Length).Select(set => features.Where((_, i) => (set >> i & 1) != 0).ToArray());
        }

        GraphTensor[] largestFirst = [.. features.OrderByDescending(feature => feature.Bytes)];
        return Enumerable.Range(0, features.Length + 1).Select(count => largestFirst[..count]);
    }
}
