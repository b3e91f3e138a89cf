using DiTMoS.Export.C99;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;
using DiTMoS.Tests.Export.Onnx;
using DiTMoS.Tests.Planning;

namespace DiTMoS.Tests.Export.C99;

/// <summary>Generated C, compiled by gcc, gives what the engine gives.</summary>
public sealed class C99WriterTests
{
    private const string Sanitized = "-O1 -fsanitize=address,undefined -fno-sanitize-recover=all";

    public static TheoryData<PlacementStrategy, CodeOptimization> Ways => new(
        from strategy in new[] { PlacementStrategy.Ram, PlacementStrategy.Recompute, PlacementStrategy.Flash }
        from optimization in Enum.GetValues<CodeOptimization>()
        select (strategy, optimization));

    [Theory]
    [MemberData(nameof(Ways))]
    public void Run_PublishedNetworksOnEachPlacement_GiveTheEnginesResults(PlacementStrategy strategy, CodeOptimization optimization)
    {
        using var host = new HostCompiler();
        DiTMoSModel model = PublishedModels.UniMib(sharedBase: strategy == PlacementStrategy.Flash);

        host.AssertSame(model, HostCompiler.Folder(model, Plan(model, strategy), optimization), PublishedModels.Windows(model, 30), "-O2");
    }

    [Fact]
    public void Run_RandomModelsOnAnyPlacement_GiveTheEnginesResults()
    {
        using var host = new HostCompiler();
        foreach (int seed in Enumerable.Range(0, 12))
        {
            DiTMoSModel model = RandomModels.Draw(seed);
            RoutedGraph graph = RoutedGraph.Of(model);
            Placement[] placements = [.. Placement.All(graph)];
            MemoryPlan plan = MemoryPlan.Of(graph, placements[seed * 7 % placements.Length], 1 + (seed % 8));

            host.AssertSame(model, HostCompiler.Folder(model, plan, (CodeOptimization)(seed % 2)), PublishedModels.Windows(model, 10, seed), seed % 4 == 0 ? Sanitized : "-O1");
        }
    }

    private static MemoryPlan Plan(DiTMoSModel model, PlacementStrategy strategy) =>
        Planner.Plan(RoutedGraph.Of(model), DiTMoS.Planning.Boards.Board.Stm32F767ZI, new PlanOptions { Strategy = strategy, AllowFlashWear = true }).Memory;
}
