using DiTMoS.Graphs;
using DiTMoS.Planning.Schedule;

namespace DiTMoS.Planning.Memory;

/// <summary>From which step to which each buffer has to be there.</summary>
internal static class Lifetimes
{
    /// <summary>All buffers of an inference, those of the arena at offset 0 as yet, in the order in which they are written.</summary>
    public static IReadOnlyList<PlanBuffer> Of(RoutedGraph graph, IReadOnlyList<PlanStep> steps)
    {
        int end = steps.Count - 1;
        int choice = steps.LastOrDefault(step => step.Network == TensorNames.Selector)?.Index ?? -1;   // behind it the classifier is chosen
        var buffers = new List<PlanBuffer> { Arena(graph.Input, 0, LastRead(graph.Input)) };
        int record = 0;
        foreach (PlanStep step in steps)
        {
            GraphTensor output = step.Node.Output;
            buffers.AddRange(step.Lines.Select(line => new PlanBuffer(line.BufferName, line.Node.Output, line.Rows, BufferPool.Arena, 0, step.Index, step.Index)));
            if (step.Stores)
            {
                buffers.Add(Arena(output, step.Index, step.Index));
                buffers.Add(new PlanBuffer($"{output.Name}_flash", output, output.Length, BufferPool.Flash, record, step.Index, LastRead(output)));
                record += output.Bytes;
            }
            else
            {
                int last = output == graph.Logits || output == graph.Score ? end
                    : output == graph.Route ? choice
                    : Math.Max(LastRead(output), step.Index);
                buffers.Add(Arena(output, step.Index, last));
            }
        }

        return buffers;

        int LastRead(GraphTensor tensor) => steps.Where(step => step.Reads.Contains(tensor)).Select(step => step.Index).DefaultIfEmpty(-1).Max();
    }

    private static PlanBuffer Arena(GraphTensor tensor, int first, int last) => new(tensor.Name, tensor, tensor.Length, BufferPool.Arena, 0, first, last);
}
