using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Planning.Memory;

namespace DiTMoS.Tests.Planning;

public class PlannerTests
{
    private const double Kilobyte = 1024;

    [Theory]
    [InlineData(PlacementStrategy.Ram, 5.6)]
    [InlineData(PlacementStrategy.Recompute, 3.8)]
    public void Plan_PublishedNetworks_FitsWithoutWritingFlash(PlacementStrategy strategy, double kilobytes)
    {
        MemoryPlan plan = PlanOf(PublishedModels.UniMib(), new PlanOptions { Strategy = strategy }).Memory;

        Assert.InRange(plan.ArenaBytes, 1, kilobytes * Kilobyte);
        Assert.Equal(0, plan.FlashRecordBytes);
        Assert.Equal(plan.BoundBytes, plan.ArenaBytes);
    }

    [Fact]
    public void Plan_PublishedNetworksInFlash_FitsAndStatesItsWear()
    {
        DeploymentPlan plan = PlanOf(PublishedModels.UniMib(), new PlanOptions { Strategy = PlacementStrategy.Flash, AllowFlashWear = true });

        Assert.InRange(plan.Memory.ArenaBytes, 1, 4.6 * Kilobyte);
        Assert.Equal(2176 + 960, plan.FlashLog!.RecordBytes);
        Assert.Equal(10, plan.FlashLog.RecordsPerErase);
        Assert.Equal(100_000, plan.FlashLog.Inferences);
        Assert.InRange(plan.FlashLog.LifetimeYears * 365.25, 1.1, 1.2);
    }

    [Fact]
    public void Plan_FlashThatWearsOut_IsRefused()
    {
        var e = Assert.Throws<PlanException>(() => PlanOf(PublishedModels.UniMib(), new PlanOptions { Strategy = PlacementStrategy.Flash }));

        Assert.Contains("1.16 days at 1 per second", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_FlashThatLastsLongEnough_IsMade()
    {
        DeploymentPlan plan = PlanOf(PublishedModels.UniMib(), new PlanOptions { Strategy = PlacementStrategy.Flash, InferencesPerSecond = 1.0 / 3600, RequiredLifetimeYears = 10 });

        Assert.InRange(plan.FlashLog!.LifetimeYears, 10, 12);
    }

    [Fact]
    public void Plan_Auto_TakesTheFastestThatFits()
    {
        DiTMoSModel model = PublishedModels.UniMib();

        MemoryPlan free = PlanOf(model, new PlanOptions()).Memory;
        MemoryPlan tight = PlanOf(model, new PlanOptions { RamLimitBytes = 4000 }).Memory;

        Assert.Equal(222_928, free.Macs);
        Assert.Equal(222_928 + 49_320, tight.Macs);   // the selector's first block twice
        Assert.InRange(tight.ArenaBytes, 1, 4000);
    }

    [Fact]
    public void Plan_RamLimitThatNothingMeets_NamesTheSmallestAndWhatDominates()
    {
        var e = Assert.Throws<PlanException>(() => PlanOf(PublishedModels.UniMib(), new PlanOptions { RamLimitBytes = 3000 }));

        Assert.Contains("must be at least 3,412 bytes", e.Message, StringComparison.Ordinal);
        Assert.Contains("input takes 1,812 bytes", e.Message, StringComparison.Ordinal);
        Assert.Contains("Got 3,000", e.Message, StringComparison.Ordinal);
        MemoryPlan plan = PlanOf(PublishedModels.UniMib(), new PlanOptions { RamLimitBytes = 3412 }).Memory;
        Assert.Equal(3412, plan.ArenaBytes);
    }

    [Fact]
    public void Plan_LatencyThatNothingMeets_SaysWhatItTakes()
    {
        var e = Assert.Throws<PlanException>(() => PlanOf(PublishedModels.UniMib(), new PlanOptions { LatencyLimitMs = 1 }));

        Assert.Contains("12.385 ms", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_TheSameModel_GivesTheSameOffsets()
    {
        RoutedGraph graph = RoutedGraph.Of(PublishedModels.UniMib(sharedBase: true));

        int[] Offsets() => [.. Planner.Plan(graph, Board.Stm32F767ZI, new PlanOptions()).Memory.Buffers.Select(buffer => buffer.Offset)];

        Assert.Equal(Offsets(), Offsets());
    }

    [Fact]
    public void Find_UnknownBoard_ListsThoseThatAreKnown()
    {
        var e = Assert.Throws<OptionException>(() => Board.Find("stm32h7"));

        Assert.Contains("stm32f767zi", e.Message, StringComparison.Ordinal);
    }

    private static DeploymentPlan PlanOf(DiTMoSModel model, PlanOptions options) => Planner.Plan(RoutedGraph.Of(model), Board.Stm32F767ZI, options);
}
