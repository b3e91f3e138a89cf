using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;
using DiTMoS.Tests.Export.Onnx;
using DiTMoS.Tests.Planning;
using DiTMoS.Verification;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Verification;

/// <summary>Plans of random architectures: every placement is run word by word on its arena.</summary>
public class PlanInterpreterTests
{
    private const int Windows = 3;

    // What docs/deploy.md states.
    private const double WorstRatio = 1.25;

    [Fact]
    public void Run_AnyArchitectureAndPlacement_GivesTheEnginesScoresInThePlannedArena() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        DiTMoSModel model = RandomModels.Draw(seed);
        RoutedGraph graph = RoutedGraph.Of(model);
        WindowSet windows = PublishedModels.Windows(model, Windows, seed);
        ExpectedResults engine = ExpectedResults.Of(model, windows);
        var random = new SeededRandom(seed, "tile rows");
        foreach (Placement placement in Placement.All(graph))
        {
            MemoryPlan plan = MemoryPlan.Of(graph, placement, 1 + random.Next(8));
            Assert.True(plan.ArenaBytes >= plan.BoundBytes, $"seed {seed}: {plan.ArenaBytes} bytes under the bound {plan.BoundBytes}");
            Assert.True(plan.ArenaBytes <= plan.BoundBytes * WorstRatio, $"seed {seed}: {plan.ArenaBytes} bytes, over {WorstRatio} times the bound {plan.BoundBytes}");
            Assert.All(plan.Buffers, buffer => Assert.Equal(0, buffer.Offset % MemoryPlan.Alignment));
            Assert.Equal(plan.ArenaBytes, plan.Buffers.Where(buffer => buffer.Pool == BufferPool.Arena).Max(buffer => buffer.End));
            for (int i = 0; i < Windows; i++)
            {
                (int route, float[] score) = Run(graph, plan, plan.Buffers, plan.ArenaBytes, windows.Window(i));
                Assert.Equal(engine.Routes[i], route);
                Assert.All(score, (value, k) => Assert.Equal(engine.Scores[(i * score.Length) + k], value, 1e-4f));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithReplay(20261120, 1).WithMaxTest(120));

    [Theory]
    [InlineData("classifier_block1", "input")]            // grows into the window before that is read
    [InlineData("selector_block2", "selector_block1")]    // overwrites what the classifier reads again
    [InlineData("input", "selector_block1")]
    [InlineData("classifier_block1", "selector_block2")]
    public void Run_TwoBuffersThatMustNotShareBytes_IsCaught(string moved, string onto)
    {
        RoutedGraph graph = RoutedGraph.Of(PublishedModels.UniMib());
        MemoryPlan plan = MemoryPlan.Of(graph, Placement.Of(graph, DiTMoS.Planning.PlacementStrategy.Ram), 1);
        int target = plan.Buffers.Single(buffer => buffer.Name == onto).Offset;
        PlanBuffer[] wrong = [.. plan.Buffers.Select(buffer => buffer.Name == moved ? buffer with { Offset = target } : buffer)];

        Assert.Throws<PlanViolationException>(() => Run(graph, plan, wrong, 2 * plan.ArenaBytes, Draw.Gaussian(graph.Input.Values, 3).ToSingle()));
    }

    [Fact]
    public void Run_TilesLargerThanPlanned_ReadWhatWasOverwritten()
    {
        RoutedGraph graph = RoutedGraph.Of(PublishedModels.UniMib());
        MemoryPlan plan = MemoryPlan.Of(graph, Placement.Of(graph, DiTMoS.Planning.PlacementStrategy.Ram), 1);
        PlanStep[] larger = [.. plan.Steps.Select(step => step.Node is ConvNode ? step with { TileRows = 16 } : step)];

        var e = Assert.Throws<PlanViolationException>(() => Run(graph, larger, plan.Buffers, plan.ArenaBytes, Draw.Gaussian(graph.Input.Values, 3).ToSingle()));

        Assert.Contains("Step 'classifier_block1' reads", e.Message, StringComparison.Ordinal);
    }

    private static (int Route, float[] Score) Run(RoutedGraph graph, MemoryPlan plan, IReadOnlyList<PlanBuffer> buffers, int arenaBytes, ReadOnlySpan<float> window) =>
        Run(graph, plan.Steps, buffers, arenaBytes, window);

    private static (int Route, float[] Score) Run(RoutedGraph graph, IReadOnlyList<PlanStep> steps, IReadOnlyList<PlanBuffer> buffers, int arenaBytes, ReadOnlySpan<float> window)
    {
        int flash = buffers.Where(buffer => buffer.Pool == BufferPool.Flash).Select(buffer => buffer.End).DefaultIfEmpty(0).Max();
        var device = new PlanInterpreter(buffers, arenaBytes, flash);
        device.Begin(graph.Input, window);
        int route = -1;
        foreach (PlanStep step in steps)
        {
            if (step.Network == TensorNames.Classifier && route < 0)
            {
                PlanStep last = steps.Last(earlier => earlier.Network == TensorNames.Selector);
                route = Logits.IndexOfMaximum(device.Read(graph.Route!, last));
            }

            GraphNode node = step.Network == TensorNames.Classifier ? graph.Classifiers[route].ProducerOf(step.Node.Name) : step.Node;
            device.Run(step with { Node = node, Lines = [.. step.Lines.Select(line => line with { Node = Own(line.Node, step.Network, route) })] });
        }

        return (route, device.Read(graph.Score, steps[^1]));

        ConvNode Own(ConvNode node, string network, int chosen) =>
            network == TensorNames.Classifier && graph.Classifiers[chosen].Nodes.OfType<ConvNode>().FirstOrDefault(own => own.Name == node.Name) is { } weights ? weights : node;
    }
}
