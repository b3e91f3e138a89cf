using DiTMoS.Export.Manifest;
using DiTMoS.Graphs;
using DiTMoS.Planning.Memory;
using DiTMoS.Verification.Harness;

namespace DiTMoS.Verification.Emulator;

/// <summary>Figures of steps and networks, from the windows that were profiled.</summary>
internal sealed class StepProfiles
{
    private readonly DeploymentManifest _manifest;
    private readonly IReadOnlyList<RunnerAnswer> _answers;
    private readonly Dictionary<string, GraphNode> _nodes;
    private readonly Dictionary<string, int> _firstSteps;
    private readonly int _elementBytes;
    private readonly CodeSizes _code;

    /// <summary>Figures.</summary>
    /// <param name="manifest">Says which step does what.</param>
    /// <param name="graph">The operators.</param>
    /// <param name="answers">The windows that were profiled.</param>
    /// <param name="code">The functions of the code.</param>
    public StepProfiles(DeploymentManifest manifest, RoutedGraph graph, IReadOnlyList<RunnerAnswer> answers, CodeSizes code)
    {
        _code = code;
        _manifest = manifest;
        _answers = answers;
        _nodes = graph.Selector.Nodes.Concat(graph.Classifiers[0].Nodes).ToDictionary(node => node.Name, StringComparer.Ordinal);
        _firstSteps = StepsOf(null).Concat(StepsOf(0))
            .SelectMany(step => step.Lines.Select(line => line.Operator).Prepend(step.Operator), (step, name) => (Name: name, step.Index))
            .GroupBy(pair => pair.Name)
            .ToDictionary(group => group.Key, group => group.Min(pair => pair.Index), StringComparer.Ordinal);
        _elementBytes = graph.Input.RowBytes / graph.Input.Channels;
    }

    /// <summary>The steps in order; a classifier's stand for those of all classifiers, which differ in weights only.</summary>
    public IReadOnlyList<StepFigures> Steps() => [.. StepsOf(null).Concat(StepsOf(0)).OrderBy(step => step.Index).Select(Figures)];

    /// <summary>The selector, and the classifiers that were chosen.</summary>
    public IReadOnlyList<NetworkFigures> Networks()
    {
        IEnumerable<int?> routes = _answers.Select(answer => (int?)answer.Route).Distinct().Order();
        return [.. (StepsOf(null).Any() ? routes.Prepend(null) : routes).Select(Network)];
    }

    /// <summary>The first step that computed with memory that nobody wrote; null for none.</summary>
    public string? FirstInvalid() =>
        StepsOf(null).Concat(StepsOf(0)).OrderBy(step => step.Index).FirstOrDefault(step => _answers.Any(answer => answer.Steps[step.Index].Invalid))?.Operator;

    /// <summary>A step whose end was not met once in every window; null for none.</summary>
    public string? FirstMissed() =>
        StepsOf(null).Concat(StepsOf(0)).FirstOrDefault(step => _answers.Any(answer => answer.Steps[step.Index].Calls != 1))?.Operator;

    private NetworkFigures Network(int? route)
    {
        ManifestStep[] steps = [.. StepsOf(route)];
        IEnumerable<RunnerAnswer> answers = _answers.Where(answer => route is null || answer.Route == route);
        StepFigures[] figures = [.. steps.Select(Figures)];
        return new NetworkFigures
        {
            Name = route is { } i ? TensorNames.ClassifierNetwork(i) : TensorNames.Selector,
            Instructions = answers.Average(answer => steps.Sum(step => answer.Steps[step.Index].Instructions)),
            Macs = steps.Sum(MacsOf),
            ArenaBytes = figures.Max(step => step.ArenaBytes),
            StackBytes = figures.Max(step => step.StackBytes),
            CodeBytes = figures.Sum(step => step.CodeBytes),
            ConstantBytes = figures.Sum(step => step.ConstantBytes),
        };
    }

    private StepFigures Figures(ManifestStep step) => new()
    {
        Step = step.Index,
        Network = StepsOf(null).Contains(step) ? TensorNames.Selector : TensorNames.Classifier,
        Operator = step.Operator,
        Instructions = _answers.Average(answer => answer.Steps[step.Index].Instructions),
        Macs = MacsOf(step),
        ArenaBytes = ArenaBytes(step),
        StackBytes = _answers.Max(answer => answer.Steps[step.Index].StackBytes),
        CodeBytes = _code.OfStep(step.Operator),
        ConstantBytes = _elementBytes * _nodes[step.Operator].Parameters,
    };

    /// <summary>Bytes that a buffer lies on which lives in the step: an output may lie on inputs that were read before.</summary>
    private int ArenaBytes(ManifestStep step)
    {
        int bytes = 0;
        int end = 0;
        foreach (ManifestBuffer buffer in _manifest.Buffers.Where(buffer => buffer.Pool == BufferPool.Arena && buffer.FirstStep <= step.Index && buffer.LastStep >= step.Index).OrderBy(buffer => buffer.Offset))
        {
            bytes += Math.Max(0, buffer.Offset + buffer.Bytes - Math.Max(end, buffer.Offset));
            end = Math.Max(end, buffer.Offset + buffer.Bytes);
        }

        return bytes;
    }

    /// <summary>A convolution that an earlier step computed is a repeated one.</summary>
    private long MacsOf(ManifestStep step) => step.Lines.Select(line => line.Operator).Prepend(step.Operator).Where(name => _firstSteps[name] == step.Index).Sum(name => _nodes[name].Macs);

    private IEnumerable<ManifestStep> StepsOf(int? route) => _manifest.Slices.Where(slice => slice.Route == route).SelectMany(slice => slice.Steps);
}
