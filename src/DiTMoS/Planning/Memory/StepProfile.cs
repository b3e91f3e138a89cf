using DiTMoS.Graphs;
using DiTMoS.Planning.Schedule;

namespace DiTMoS.Planning.Memory;

/// <summary>How a step's output grows while its inputs are consumed.</summary>
/// <remarks>
/// Rows are interleaved (L, C), and tiles go from the first row to the last, so that an output may grow into an input of which
/// enough rows are past. Within a tile all channels of an input row are read several times, hence a whole tile may be
/// written before its reads are over.
/// </remarks>
internal static class StepProfile
{
    /// <summary>The moments of a step that bound how close its output may follow behind its inputs.</summary>
    public static IEnumerable<TileInstant> Of(PlanStep step) => step.Node switch
    {
        ConvNode conv => Tiles(step, conv),
        ScaleShiftNode or AddNode or AverageNode => [new(0, new int[step.Reads.Count]), new(step.Node.Output.Bytes, [.. step.Reads.Select(tensor => tensor.Bytes)])],   // each value is read, then written
        _ => [new(step.Node.Output.Bytes, new int[step.Reads.Count])],
    };

    /// <summary>
    /// How many bytes before an input of its step an output must begin at least, so that it may lie over it: its offset is at most
    /// the input's minus this. Below 0 where it may begin behind the input's start.
    /// </summary>
    public static int Distance(PlanStep step, int read) => Of(step).Max(instant => instant.Written - instant.Dead[read]);

    private static IEnumerable<TileInstant> Tiles(PlanStep step, ConvNode conv)
    {
        int rowBytes = conv.Output.RowBytes;
        for (int row = 0; row < conv.Output.Length; row += step.TileRows)
        {
            int[] dead = [.. step.Reads.Select(tensor => tensor.RowBytes * PastRows(step, conv, tensor, row))];
            int end = Math.Min(row + step.TileRows, conv.Output.Length);
            yield return new TileInstant(step.Reads.Any(conv.Inputs.Contains) ? end * rowBytes : row * rowBytes, dead);
        }
    }

    /// <summary>The rows of a tensor that nobody reads again once the tile at <paramref name="row"/> is begun.</summary>
    private static int PastRows(PlanStep step, ConvNode conv, GraphTensor tensor, int row)
    {
        int past = tensor.Length;
        if (conv.Inputs.Contains(tensor))
        {
            past = Math.Min(past, Math.Max(0, conv.FirstInputRow(row)));
        }

        foreach (LineSource line in step.Lines.Where(line => line.Node.Inputs.Contains(tensor)))
        {
            past = Math.Min(past, Math.Max(0, line.Node.FirstInputRow(step.LineRowsDone(line, row))));
        }

        return past;
    }
}
