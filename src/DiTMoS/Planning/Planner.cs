using System.Globalization;
using DiTMoS.Graphs;
using DiTMoS.Planning.Boards;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;

namespace DiTMoS.Planning;

/// <summary>Chooses where features are kept, under the limits of a board and its user.</summary>
internal sealed class Planner
{
    // Larger tiles move fewer rows about, and cost memory: a tile may make an arena larger by an eighth.
    private static readonly int[] LineTileRows = [8, 4, 2, 1];
    private const int LineTileShare = 8;

    private readonly RoutedGraph _graph;
    private readonly Board _board;
    private readonly PlanOptions _options;
    private readonly int _ramLimit;

    private Planner(RoutedGraph graph, Board board, PlanOptions options)
    {
        options.Check();
        board.Check();
        _graph = graph;
        _board = board;
        _options = options;
        _ramLimit = Math.Min(options.RamLimitBytes ?? board.RamBytes, board.RamBytes);
    }

    /// <summary>The plan that the options ask for.</summary>
    /// <exception cref="OptionException">An option is out of range.</exception>
    /// <exception cref="PlanException">No plan keeps to the limits.</exception>
    public static DeploymentPlan Plan(RoutedGraph graph, Board board, PlanOptions options)
    {
        var planner = new Planner(graph, board, options);
        DeploymentPlan plan = options.Strategy == PlacementStrategy.Auto ? planner.Fastest() : planner.Of(Placement.Of(graph, options.Strategy));
        planner.Require(plan);
        return plan;
    }

    /// <summary>The plans of the three strategies side by side, whether they keep to the limits or not.</summary>
    public static IReadOnlyList<(PlacementStrategy Strategy, DeploymentPlan Plan)> Compare(RoutedGraph graph, Board board, PlanOptions options)
    {
        var planner = new Planner(graph, board, options);
        return [.. new[] { PlacementStrategy.Ram, PlacementStrategy.Flash, PlacementStrategy.Recompute }.Select(strategy => (strategy, planner.Of(Placement.Of(graph, strategy))))];
    }

    private DeploymentPlan Of(Placement placement)
    {
        DeploymentPlan With(int tileRows) => new(_graph, MemoryPlan.Of(_graph, placement, tileRows), _board, _options);
        DeploymentPlan smallest = With(1);
        if (smallest.Memory.Steps.All(step => step.Lines.Count == 0))
        {
            return smallest;
        }

        int limit = Math.Min(_ramLimit, smallest.Memory.ArenaBytes + (smallest.Memory.ArenaBytes / LineTileShare));
        return LineTileRows.Select(With).FirstOrDefault(plan => plan.Memory.ArenaBytes <= limit) ?? smallest;
    }

    private DeploymentPlan Fastest()
    {
        DeploymentPlan[] plans = [.. Placement.All(_graph).Select(Of).Where(Endures)];
        DeploymentPlan[] fitting = [.. plans.Where(plan => plan.Memory.ArenaBytes <= _ramLimit && plan.FlashBytes <= _board.FlashBytes)];
        return FastestOf(fitting) ?? plans.MinBy(plan => plan.Memory.ArenaBytes)!;
    }

    private static DeploymentPlan? FastestOf(IEnumerable<DeploymentPlan> plans) => plans.OrderBy(plan => plan.EstimatedMs).ThenBy(plan => plan.Memory.ArenaBytes).FirstOrDefault();

    private bool Endures(DeploymentPlan plan) => plan.FlashLog is null || _options.AllowFlashWear || plan.FlashLog.LifetimeYears >= _options.RequiredLifetimeYears;

    private void Require(DeploymentPlan plan)
    {
        if (plan.Memory.ArenaBytes > _ramLimit)
        {
            throw new PlanException(RamMessage(plan));
        }

        if (plan.FlashBytes > _board.FlashBytes)
        {
            throw new PlanException(string.Create(
                CultureInfo.InvariantCulture,
                $"Flash: must hold {plan.FlashBytes:N0} bytes, of which {plan.WeightBytes:N0} are weights. Board {_board.Name} has {_board.FlashBytes:N0}. Use fewer classifiers, smaller networks or a board with more flash."));
        }

        if (plan.EstimatedMs > (_options.LatencyLimitMs ?? double.MaxValue))
        {
            throw new PlanException(string.Create(
                CultureInfo.InvariantCulture,
                $"Latency limit: must be at least {plan.EstimatedMs:0.###} ms, the estimate for {plan.Memory.Macs:N0} multiplications on {_board.Name} at {_board.CyclesPerMac} cycles each{(plan.FlashLog is null ? "" : " and writing flash")}. Got {_options.LatencyLimitMs:0.###}. Allow more time or more RAM, or use smaller networks."));
        }

        if (!Endures(plan))
        {
            FlashLog log = plan.FlashLog!;
            throw new PlanException(string.Create(
                CultureInfo.InvariantCulture,
                $"Flash wear: a plan must last {_options.RequiredLifetimeYears:0.##} years. Writing {log.RecordBytes:N0} bytes per inference into {log.Sectors} sector(s) of {log.SectorBytes:N0} bytes ({log.RecordsPerErase:N0} records per erasure, {log.EraseCycles:N0} erasures) lasts {log.Inferences:N0} inferences, {Duration(log.LifetimeYears)} at {log.InferencesPerSecond:0.###} per second. Use strategy Ram or Recompute, infer less often, or allow flash wear."));
        }
    }

    private static string Duration(double years) => years >= 1 ? FormattableString.Invariant($"{years:0.#} years") : FormattableString.Invariant($"{years * 365.25:0.##} days");

    private string RamMessage(DeploymentPlan plan)
    {
        (Placement placement, DeploymentPlan smallest) = Placement.All(_graph).Select(placement => (placement, Plan: Of(placement))).Where(pair => Endures(pair.Plan)).MinBy(pair => pair.Plan.Memory.ArenaBytes);
        MemoryPlan memory = smallest.Memory;
        int step = memory.BoundStep;
        PlanBuffer largest = memory.Buffers.Where(buffer => buffer.Pool == BufferPool.Arena && buffer.IsLiveAt(step)).MaxBy(buffer => buffer.Bytes)!;
        PlacementStrategy way = new[] { PlacementStrategy.Ram, PlacementStrategy.Flash, PlacementStrategy.Recompute }
            .FirstOrDefault(strategy => Placement.Of(_graph, strategy).IsSameAs(placement), PlacementStrategy.Auto);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"RAM limit: must be at least {memory.ArenaBytes:N0} bytes, the smallest arena that this model can have (with strategy {way}); it is needed at {memory.Steps[step].Node.Name}, where {largest.Name} takes {largest.Bytes:N0} bytes. Got {_ramLimit:N0}; the plan that was asked for needs {plan.Memory.ArenaBytes:N0}. Allow more RAM, or use a shorter window, fewer channels or narrower blocks.");
    }
}
