using DiTMoS.Export;
using DiTMoS.Export.Manifest;
using DiTMoS.Graphs;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;

namespace DiTMoS.Verification;

/// <summary>Holds what a manifest says of slices, steps and buffers against what follows from its files: integrators read it, so it has to be true.</summary>
internal static class ManifestDescription
{
    /// <summary>Refuses a slice whose tensors, buffers or multiplications are not those of its file.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="graph">What its file holds.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="buffers">All buffers.</param>
    /// <param name="path">What the manifest is called in messages.</param>
    /// <exception cref="DeploymentException">The manifest says something else.</exception>
    public static void RequireSlice(ManifestSlice slice, NetworkGraph graph, IReadOnlyList<PlanStep> steps, IReadOnlyList<PlanBuffer> buffers, string path)
    {
        string name = $"slice '{slice.Name}'";
        RequireSame(name, "inputs", slice.Inputs, graph.Inputs.Select(tensor => tensor.Name), path);
        RequireSame(name, "outputs", slice.Outputs, graph.Outputs.Select(tensor => tensor.Name), path);
        RequireSame(name, "multiplications", [$"{slice.Macs}"], [$"{steps.Sum(step => step.Macs)}"], path);
        foreach ((ManifestStep described, PlanStep step) in slice.Steps.Zip(steps))
        {
            string what = $"step {step.Index} of {name}";
            RequireSame(what, "buffers that are read", described.Reads, BufferUse.ReadsOf(buffers, step).Select(buffer => buffer?.Name ?? "none"), path);
            RequireSame(what, "buffers that are written", described.Writes, BufferUse.WritesOf(buffers, step).Select(buffer => buffer.Name), path);
            RequireSame(what, "buffers of rows", described.Lines.Select(line => line.Buffer), step.Lines.Select(line => line.BufferName), path);
        }
    }

    /// <summary>Refuses a buffer whose type, producer or consumers are not what follows from the steps.</summary>
    /// <param name="described">What the manifest says of it.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="steps">The steps of the selector and of one classifier.</param>
    /// <param name="buffers">All buffers.</param>
    /// <param name="path">What the manifest is called in messages.</param>
    /// <exception cref="DeploymentException">The manifest says something else.</exception>
    public static void RequireBuffer(ManifestBuffer described, PlanBuffer buffer, IReadOnlyList<PlanStep> steps, IReadOnlyList<PlanBuffer> buffers, string path)
    {
        string name = $"buffer '{buffer.Name}'";
        string? producer = steps.SelectMany(step => step.Lines.Where(line => line.BufferName == buffer.Name).Select(line => line.Node.Name)).FirstOrDefault()
            ?? steps.FirstOrDefault(step => BufferUse.WritesOf(buffers, step).Contains(buffer))?.Node.Name;
        RequireSame(name, "type", [described.Type], ["float32"], path);
        RequireSame(name, "producer", [described.Producer ?? "none"], [producer ?? "none"], path);
        RequireSame(name, "consumers", described.Consumers, steps.Where(step => BufferUse.ReadsOf(buffers, step).Contains(buffer)).Select(step => step.Node.Name), path);
    }

    private static void RequireSame(string what, string part, IEnumerable<string> described, IEnumerable<string> found, string path)
    {
        if (!described.SequenceEqual(found))
        {
            throw DeploymentException.For(path, $"{what} must have the {part} that follow from its file, {string.Join(", ", found)}", Data.Text.Shown(string.Join(", ", described)), "Deploy the model again");
        }
    }
}
