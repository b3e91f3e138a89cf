using System.Globalization;
using System.Text.RegularExpressions;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;
using DiTMoS.Tests.Networks;

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

    /// <summary>The single network that routed ones are compared with must not be poorer in memory than they are, nor richer.</summary>
    [Theory]
    [InlineData(3, 151, 17)]
    [InlineData(3, 125, 19)]
    [InlineData(6, 128, 12)]
    [InlineData(1, 178, 5)]
    [InlineData(13, 49, 9)]
    public void Plan_SingleClassifier_TakesNoMoreRamThanTheRoutedNetworks(int channels, int length, int classes)
    {
        DiTMoSModel routed = PublishedModels.Make(channels, length, classes, 6, aggregation: true, sharedBase: false);
        var single = new EnsembleModel([NetworkShapes.Random(PublishedNetworks.SingleClassifier(channels, length, classes), 1)])
        {
            ClassNames = routed.ClassNames,
            ChannelNames = routed.ChannelNames,
            Normalization = routed.Normalization,
            Record = routed.Record,
        };

        int ram = Planner.Plan(RoutedGraph.Of(routed), Board.Stm32F767ZI, new PlanOptions { Strategy = PlacementStrategy.Ram }).Memory.ArenaBytes;
        int singleRam = Planner.Plan(RoutedGraph.Of(single), Board.Stm32F767ZI, new PlanOptions { Strategy = PlacementStrategy.Ram }).Memory.ArenaBytes;

        Assert.InRange(singleRam, ram / 2, ram);
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Plan_RamLimitThatNothingMeets_NamesAStrategyThatGivesTheSmallest(bool allowFlashWear)
    {
        var limits = new PlanOptions { RamLimitBytes = 3000, AllowFlashWear = allowFlashWear };
        DiTMoSModel model = PublishedModels.Make(13, 49, 9, 6, aggregation: true, sharedBase: true);

        var e = Assert.Throws<PlanException>(() => PlanOf(model, limits with { RamLimitBytes = 100 }));

        Match named = Regex.Match(e.Message, @"at least ([\d,]+) bytes.*\(with strategy (\w+)\)");
        int smallest = int.Parse(named.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        DeploymentPlan plan = PlanOf(model, limits with { RamLimitBytes = smallest, Strategy = Enum.Parse<PlacementStrategy>(named.Groups[2].Value) });
        Assert.Equal(smallest, plan.Memory.ArenaBytes);
    }

    [Fact]
    public void Plan_ManyFeatures_TriesFewPlacements()
    {
        BlockSpec[] blocks = [.. Enumerable.Repeat(new BlockSpec(2, 1, Pool: 1), 20)];
        NetworkSpec selector = PublishedNetworks.Selector(2, 24, 2, ModelData.SmallOptions) with { Blocks = blocks, AggregatedChannels = new int[20] };
        NetworkSpec classifier = selector with { Name = "classifier", AggregatedChannels = [0, .. Enumerable.Repeat(2, 19)] };
        DiTMoSModel small = ModelData.SmallModel();
        var model = new DiTMoSModel(NetworkShapes.Random(selector, 1), [NetworkShapes.Random(classifier, 2), NetworkShapes.Random(classifier, 3)])
        {
            ClassNames = small.ClassNames,
            ChannelNames = small.ChannelNames,
            Normalization = small.Normalization,
            Record = small.Record,
        };

        Assert.InRange(Placement.All(RoutedGraph.Of(model)).Count(), 20, 100);
    }

    [Fact]
    public void Plan_RecordLargerThanAllSmallestSectors_GoesToTheNextSize()
    {
        Board board = Board.Stm32F767ZI with { FlashSectors = [new(2, 1024, 0.1), new(8, 128 * 1024, 2)] };

        FlashLog log = Planner.Plan(RoutedGraph.Of(PublishedModels.UniMib()), board, new PlanOptions { Strategy = PlacementStrategy.Flash, AllowFlashWear = true }).FlashLog!;

        Assert.Equal((1, 128 * 1024), (log.Sectors, log.SectorBytes));
    }

    [Theory]
    [InlineData(1e-320)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    public void Plan_RateThatNoDeviceHas_IsRefused(double inferencesPerSecond) =>
        Assert.Throws<OptionException>(() => PlanOf(PublishedModels.UniMib(), new PlanOptions { InferencesPerSecond = inferencesPerSecond }));

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
