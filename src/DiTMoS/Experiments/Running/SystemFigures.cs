using DiTMoS.Experiments.Methods;
using DiTMoS.Experiments.Records;
using DiTMoS.Graphs;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Planning.Memory;

namespace DiTMoS.Experiments.Running;

/// <summary>What one inference costs, by the planner.</summary>
internal static class SystemFigures
{
    /// <summary>The figures of a trained method; of what is no network, parameters and multiplications only.</summary>
    public static RunSystem Of(TrainedMethod trained)
    {
        var figures = new RunSystem { Parameters = trained.Parameters, Macs = trained.Macs };
        return trained.Model is { } model ? Planned(figures, RoutedGraph.Of(model)) : figures;
    }

    private static RunSystem Planned(RunSystem figures, RoutedGraph graph)
    {
        Dictionary<PlacementStrategy, DeploymentPlan> plans = Planner.Compare(graph, Board.Stm32F767ZI, new PlanOptions()).ToDictionary(pair => pair.Strategy, pair => pair.Plan);
        DeploymentPlan ram = plans[PlacementStrategy.Ram];
        return figures with
        {
            FlashBytes = ram.FlashBytes,
            ArenaBytes = new RunArenaBytes(ram.Memory.ArenaBytes, plans[PlacementStrategy.Recompute].Memory.ArenaBytes),
            MemoryMap = Map(ram.Memory),
        };
    }

    private static RunMemoryMap Map(MemoryPlan plan) => new()
    {
        Strategy = "ram",
        ArenaBytes = plan.ArenaBytes,
        Steps = [.. plan.Steps.Select(step => step.Node.Name)],
        Buffers =
        [
            .. plan.Buffers.Where(buffer => buffer.Pool == BufferPool.Arena)
                .Select(buffer => new RunMemoryBuffer(buffer.Name, buffer.Offset, buffer.Bytes, buffer.FirstStep, buffer.LastStep)),
        ],
    };
}
