using System.Globalization;
using DiTMoS.Planning.Memory;

namespace DiTMoS.Export.C99;

/// <summary>A plan's buffers as lines of text, to be read in comments and documents.</summary>
internal static class MemoryMap
{
    private const int Columns = 32;

    /// <summary>A head line and one line per buffer.</summary>
    public static IReadOnlyList<string> Of(MemoryPlan plan)
    {
        int width = plan.Buffers.Max(buffer => buffer.Name.Length);
        string head = $"{"buffer".PadRight(width)}  {"rows",5} x {"ch",-4} {"bytes",7} {"offset",7}  steps  |0{plan.ArenaBytes.ToString(CultureInfo.InvariantCulture).PadLeft(Columns - 1)}|";
        return [head, .. plan.Buffers.Select(buffer => string.Create(
            CultureInfo.InvariantCulture,
            $"{buffer.Name.PadRight(width)}  {buffer.Rows,5} x {buffer.Tensor.Channels,-4} {buffer.Bytes,7} {buffer.Offset,7}  {buffer.FirstStep,2}-{buffer.LastStep,-2}  {(buffer.Pool == BufferPool.Flash ? "in the record in flash" : Bar(buffer, plan.ArenaBytes))}"))];
    }

    private static string Bar(PlanBuffer buffer, int arenaBytes)
    {
        int first = (int)((long)buffer.Offset * Columns / arenaBytes);
        int end = Math.Max(first + 1, (int)(((long)buffer.End * Columns) + arenaBytes - 1) / arenaBytes);
        return $"|{new string('.', first)}{new string('#', end - first)}{new string('.', Columns - end)}|";
    }
}
