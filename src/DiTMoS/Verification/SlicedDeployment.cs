using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Export.Manifest;
using DiTMoS.Export.Onnx;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;

namespace DiTMoS.Verification;

/// <summary>A deployed model run from its files alone: the ONNX file of each slice, on the buffers that the manifest places.</summary>
internal sealed class SlicedDeployment
{
    private readonly PlanInterpreter _interpreter;
    private readonly GraphTensor _input;
    private readonly IReadOnlyList<PlanStep> _selector;
    private readonly IReadOnlyList<PlanStep>[] _classifiers;

    private SlicedDeployment(PlanInterpreter interpreter, GraphTensor input, IReadOnlyList<PlanStep> selector, IReadOnlyList<PlanStep>[] classifiers)
    {
        _interpreter = interpreter;
        _input = input;
        _selector = selector;
        _classifiers = classifiers;
    }

    /// <summary>Reads the slices of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <exception cref="DeploymentException">Manifest and slices do not fit together.</exception>
    /// <exception cref="OnnxFileException">A slice cannot be read.</exception>
    public static SlicedDeployment Load(string folder, DeploymentManifest manifest)
    {
        var input = new GraphTensor(manifest.Input.Buffer, manifest.Input.Channels.Count, manifest.Input.Length);
        var tensors = new Dictionary<string, GraphTensor>(StringComparer.Ordinal) { [input.Name] = input };
        var graphs = new Dictionary<string, NetworkGraph>(StringComparer.Ordinal);
        foreach (ManifestSlice slice in manifest.Slices)
        {
            string file = slice.Onnx ?? throw Wrong(folder, $"slice '{slice.Name}' must have an ONNX file", "none");
            NetworkGraph graph = OnnxGraphReader.Read(File.ReadAllBytes(Path.Combine(folder, file)), file);
            graphs.Add(slice.Name, graph);
            foreach (GraphTensor tensor in graph.Nodes.Select(node => node.Output))
            {
                tensors[tensor.Name] = tensor;
            }
        }

        PlanBuffer[] buffers = [.. manifest.Buffers.Select(buffer => BufferOf(buffer, tensors, folder))];
        IReadOnlyList<PlanStep> StepsOf(int? route) =>
            [.. manifest.Slices.Where(slice => slice.Route == route).SelectMany(slice => slice.Steps.Select(step => StepOf(step, slice, graphs[slice.Name], buffers, folder)))];
        int flash = buffers.Where(buffer => buffer.Pool == BufferPool.Flash).Select(buffer => buffer.End).DefaultIfEmpty(0).Max();
        IReadOnlyList<PlanStep> selector = StepsOf(null);
        IReadOnlyList<PlanStep>[] classifiers = [.. Enumerable.Range(0, manifest.Model.Classifiers).Select(i => StepsOf(i))];
        if (classifiers.Length > 1)
        {
            RequireWritten(selector, TensorNames.Route, classifiers.Length, folder);
        }

        foreach (IReadOnlyList<PlanStep> steps in classifiers)
        {
            RequireWritten(steps, TensorNames.Score, manifest.Classes.Count, folder);
        }

        RequireDescribed(folder, manifest, graphs, buffers, route => route is null ? selector : classifiers[route.Value]);
        return new SlicedDeployment(new PlanInterpreter(buffers, manifest.Plan.ArenaBytes, flash), input, selector, classifiers);
    }

    /// <summary>Runs one inference.</summary>
    /// <param name="window">The window in the recording's own unit, (C, L).</param>
    /// <returns>The classifier that was chosen, from 0, and the K class probabilities.</returns>
    /// <exception cref="PlanViolationException">A step reads what is not there.</exception>
    public (int Route, float[] Score) Score(ReadOnlySpan<float> window)
    {
        _interpreter.Begin(_input, window);
        Run(_selector);
        int route = _classifiers.Length > 1 ? Logits.IndexOfMaximum(ReadLast(_selector, TensorNames.Route)) : 0;
        Run(_classifiers[route]);
        return (route, ReadLast(_classifiers[route], TensorNames.Score));
    }

    private void Run(IReadOnlyList<PlanStep> steps)
    {
        foreach (PlanStep step in steps)
        {
            _interpreter.Run(step);
        }
    }

    private float[] ReadLast(IReadOnlyList<PlanStep> steps, string tensor)
    {
        PlanStep writer = steps.First(step => step.Node.Output.Name == tensor);
        return _interpreter.Read(writer.Node.Output, writer.Index >= steps[^1].Index ? writer : steps[^1]);
    }

    private static void RequireDescribed(string folder, DeploymentManifest manifest, Dictionary<string, NetworkGraph> graphs, PlanBuffer[] buffers, Func<int?, IReadOnlyList<PlanStep>> stepsOf)
    {
        string path = Path.Combine(folder, DeploymentManifest.FileName);
        foreach (ManifestSlice slice in manifest.Slices)
        {
            HashSet<int> indices = [.. slice.Steps.Select(step => step.Index)];
            ManifestDescription.RequireSlice(slice, graphs[slice.Name], [.. stepsOf(slice.Route).Where(step => indices.Contains(step.Index))], buffers, path);
        }

        PlanStep[] steps = [.. stepsOf(null), .. stepsOf(0)];
        foreach ((ManifestBuffer described, PlanBuffer buffer) in manifest.Buffers.Zip(buffers))
        {
            ManifestDescription.RequireBuffer(described, buffer, steps, buffers, path);
        }
    }

    private static void RequireWritten(IReadOnlyList<PlanStep> steps, string tensor, int values, string folder)
    {
        int found = steps.FirstOrDefault(step => step.Node.Output.Name == tensor)?.Node.Output.Values ?? 0;
        if (found != values)
        {
            throw Wrong(folder, $"a step of each route must write '{tensor}' of {values} values", $"{found} values");
        }
    }

    private static PlanBuffer BufferOf(ManifestBuffer buffer, Dictionary<string, GraphTensor> tensors, string folder)
    {
        if (!tensors.TryGetValue(buffer.Tensor, out GraphTensor? tensor))
        {
            throw Wrong(folder, $"buffer '{Text.Shown(buffer.Name)}' must hold a tensor of a slice", Text.Shown(buffer.Tensor));
        }

        bool fits = buffer.Shape is [var rows, var channels] && rows >= 1 && rows <= tensor.Length && channels == tensor.Channels && buffer.Offset >= 0 && buffer.Bytes == rows * tensor.RowBytes;
        return fits
            ? new PlanBuffer(buffer.Name, tensor, buffer.Shape[0], buffer.Pool, buffer.Offset, buffer.FirstStep, buffer.LastStep)
            : throw Wrong(folder, $"buffer '{Text.Shown(buffer.Name)}' must fit tensor '{tensor.Name}' of {tensor.Length} rows and {tensor.Channels} channels", $"shape {string.Join(" x ", buffer.Shape)}, {buffer.Bytes} bytes at {buffer.Offset}");
    }

    private static PlanStep StepOf(ManifestStep step, ManifestSlice slice, NetworkGraph graph, PlanBuffer[] buffers, string folder)
    {
        GraphNode Find(string name) => graph.Nodes.FirstOrDefault(node => node.Output.Name == name)
            ?? throw Wrong(folder, $"slice '{slice.Name}' must have the operator '{Text.Shown(name)}' of its step {step.Index}", "another file");
        GraphNode node = Find(step.Operator);
        bool isConvolution = node is ConvNode && step.Lines.All(line => Find(line.Operator) is ConvNode);
        if (step.TileRows < 1 || (step.Lines.Count > 0 && !isConvolution))
        {
            throw Wrong(folder, $"step {step.Index} must have tiles of at least 1 row, and lines of convolutions only", $"{step.TileRows} rows and {step.Lines.Count} lines");
        }

        return new PlanStep(
            step.Index,
            slice.Route is null ? TensorNames.Selector : TensorNames.Classifier,
            node,
            step.TileRows,
            [.. step.Lines.Select(line => new LineSource((ConvNode)Find(line.Operator), line.Rows, step.Operator))],
            buffers.Any(buffer => buffer.Pool == BufferPool.Flash && buffer.FirstStep == step.Index));
    }

    private static DeploymentException Wrong(string folder, string rule, string found) =>
        DeploymentException.For(Path.Combine(folder, DeploymentManifest.FileName), rule, found, "Deploy the model again");
}
