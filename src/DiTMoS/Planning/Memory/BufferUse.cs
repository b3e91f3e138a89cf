using DiTMoS.Planning.Schedule;

namespace DiTMoS.Planning.Memory;

/// <summary>Which buffers a step reads and writes.</summary>
internal static class BufferUse
{
    /// <summary>The buffers that a step reads: of a feature in flash the copy there, of what runs inside the step its rows; null where there is none.</summary>
    public static IEnumerable<PlanBuffer?> ReadsOf(IReadOnlyList<PlanBuffer> buffers, PlanStep step) => step.Reads
        .Select(tensor => buffers.LastOrDefault(buffer => buffer.Tensor == tensor && buffer.Rows == tensor.Length && buffer.IsLiveAt(step.Index)))
        .Concat(step.Lines.Select(line => buffers.FirstOrDefault(buffer => buffer.Name == line.BufferName && buffer.Rows == line.Rows)));

    /// <summary>The buffers that a step writes: its result and, where that is kept in flash, the copy there.</summary>
    public static IEnumerable<PlanBuffer> WritesOf(IReadOnlyList<PlanBuffer> buffers, PlanStep step) =>
        buffers.Where(buffer => buffer.Tensor == step.Node.Output && buffer.FirstStep == step.Index && buffer.Rows == buffer.Tensor.Length);
}
