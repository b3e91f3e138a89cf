using DiTMoS.Graphs;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;

namespace DiTMoS.Planning.Slicing;

/// <summary>Cuts networks wherever a feature that is used again is produced or consumed.</summary>
internal static class Slicer
{
    /// <summary>The slices of the selector and of a classifier, in the order in which they run.</summary>
    /// <remarks>Logits of a shared base are no feature: a few values, handed on without a cut.</remarks>
    public static IReadOnlyList<NetworkSlice> Cut(RoutedGraph graph, MemoryPlan plan)
    {
        HashSet<GraphTensor> features = [.. Placement.FeaturesOf(graph)];
        var slices = new List<NetworkSlice>();
        var current = new List<PlanStep>();
        foreach (PlanStep step in plan.Steps)
        {
            if (current.Count > 0 && (step.Network != current[^1].Network || features.Contains(current[^1].Node.Output) || step.Node.Inputs.Any(features.Contains)))
            {
                Close();
            }

            current.Add(step);
        }

        Close();
        return slices;

        void Close()
        {
            slices.Add(new NetworkSlice(slices.Count(slice => slice.Network == current[0].Network), [.. current]));
            current.Clear();
        }
    }
}
