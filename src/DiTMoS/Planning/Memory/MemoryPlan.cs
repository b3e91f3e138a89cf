using DiTMoS.Graphs;
using DiTMoS.Planning.Schedule;

namespace DiTMoS.Planning.Memory;

/// <summary>Where every tensor of a routed inference lies, and when.</summary>
internal sealed class MemoryPlan
{
    /// <summary>Every offset is a multiple of this, in bytes.</summary>
    public const int Alignment = 4;

    private MemoryPlan(Placement placement, IReadOnlyList<PlanStep> steps, IReadOnlyList<PlanBuffer> buffers, int boundBytes, int boundStep)
    {
        Placement = placement;
        Steps = steps;
        Buffers = buffers;
        BoundBytes = boundBytes;
        BoundStep = boundStep;
        ArenaBytes = buffers.Where(buffer => buffer.Pool == BufferPool.Arena).Max(buffer => buffer.End);
        FlashRecordBytes = buffers.Where(buffer => buffer.Pool == BufferPool.Flash).Select(buffer => buffer.End).DefaultIfEmpty(0).Max();
    }

    /// <summary>Where features are kept.</summary>
    public Placement Placement { get; }

    /// <summary>The steps, in the order in which they run.</summary>
    public IReadOnlyList<PlanStep> Steps { get; }

    /// <summary>The buffers, in the order in which they are written.</summary>
    public IReadOnlyList<PlanBuffer> Buffers { get; }

    /// <summary>The arena's bytes, the window included.</summary>
    public int ArenaBytes { get; }

    /// <summary>No arena of these steps that holds tensors whole can have fewer bytes than this.</summary>
    public int BoundBytes { get; }

    /// <summary>The step that <see cref="BoundBytes"/> is needed in.</summary>
    public int BoundStep { get; }

    /// <summary>Bytes that are written to flash in one inference.</summary>
    public int FlashRecordBytes { get; }

    /// <summary>Multiplications of one inference, repeated ones included.</summary>
    public long Macs => Steps.Sum(step => step.Macs);

    /// <summary>The best plan for a placement.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="placement">Where features are kept.</param>
    /// <param name="lineTileRows">Output rows per tile where convolutions run inside another.</param>
    public static MemoryPlan Of(RoutedGraph graph, Placement placement, int lineTileRows)
    {
        IReadOnlyList<PlanStep> steps = Scheduling.Of(graph, placement, lineTileRows);
        IReadOnlyList<PlanBuffer> buffers = Lifetimes.Of(graph, steps);
        PlanBuffer[] arena = [.. buffers.Where(buffer => buffer.Pool == BufferPool.Arena)];
        var rules = new ArenaRules(arena, steps);
        int[] offsets = ArenaLayout.Solve(rules, Alignment);
        (int bytes, int step) = rules.Bound();
        Dictionary<string, int> byName = arena.Zip(offsets).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        return new MemoryPlan(placement, steps, [.. buffers.Select(buffer => buffer.Pool == BufferPool.Arena ? buffer with { Offset = byName[buffer.Name] } : buffer)], bytes, step);
    }

    /// <summary>The buffers that a step reads.</summary>
    public IEnumerable<PlanBuffer> ReadsOf(PlanStep step) => BufferUse.ReadsOf(Buffers, step).OfType<PlanBuffer>();

    /// <summary>The buffers that a step writes.</summary>
    public IEnumerable<PlanBuffer> WritesOf(PlanStep step) => BufferUse.WritesOf(Buffers, step);
}
