using System.Globalization;
using System.Text;
using System.Text.Json;
using DiTMoS.Data;
using DiTMoS.Export.C99;
using DiTMoS.Export.C99.Streams;
using DiTMoS.Export.Manifest;
using DiTMoS.Export.Onnx;
using DiTMoS.Export.Onnx.Validation;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;
using DiTMoS.Planning.Slicing;
using DiTMoS.Streaming;

namespace DiTMoS.Export;

/// <summary>All files of a deployment in memory, and the manifest over them.</summary>
internal sealed class DeploymentContent
{
    private const string ModelFile = "model.ditmos";
    private const string WindowsFile = "windows.npz";
    private const string ExpectedFile = "expected.csv";
    private const string SamplesFile = "samples.npz";

    private readonly WindowModel _model;
    private readonly RoutedGraph _graph;
    private readonly DeploymentPlan _plan;
    private readonly IReadOnlyList<NetworkSlice> _slices;
    private readonly DeploymentOptions _options;
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly string _hash;
    private readonly StreamPlan? _stream;
    private WindowSet? _windows;
    private ManifestVerification? _verification;

    public DeploymentContent(WindowModel model, RoutedGraph graph, DeploymentPlan plan, IReadOnlyList<NetworkSlice> slices, DeploymentOptions options)
    {
        _model = model;
        _graph = graph;
        _plan = plan;
        _slices = slices;
        _options = options;
        _stream = options.Streaming is { } streaming ? StreamPlan.Of(model, streaming) : null;
        using var stream = new MemoryStream();
        model.Save(stream);
        _files[ModelFile] = stream.ToArray();
        _hash = TensorArchive.Hash(_files[ModelFile]);
    }

    /// <summary>The files by their path with forward slashes, in the order of the paths.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Keeps windows, and what the engine says of them; those with a value that is not finite get no answer, and are left out.</summary>
    public void AddWindows(WindowSet windows)
    {
        int[] finite = [.. Enumerable.Range(0, windows.Count).Where(i => !windows.Window(i).ContainsAnyExceptInRange(float.MinValue, float.MaxValue))];
        int count = Math.Min(finite.Length, _options.MaximumWindows);
        if (count == 0)
        {
            throw new RecordingException($"'{windows.Source}': at least one window to verify with must have finite values only. Got {windows.Count} windows, none of them so. Repair the recordings, or name others.");
        }

        WindowSet kept = _windows = windows.Select([.. Enumerable.Range(0, count).Select(i => finite[(int)((long)i * finite.Length / count)])]);
        _files[WindowsFile] = NpzWriter.ToBytes(kept);
        _files[ExpectedFile] = Encoding.UTF8.GetBytes(ExpectedResults.Of(_model, kept).ToCsv());
        _verification = new ManifestVerification(WindowsFile, ExpectedFile, count, windows.Source);
    }

    /// <summary>Keeps samples to verify the stream with.</summary>
    public void AddSamples(StreamSamples samples) => _files[SamplesFile] = NpzWriter.ToBytes(samples.ToWindow(_stream!));

    /// <summary>Makes the network files, and the manifest over all files.</summary>
    public DeploymentManifest ToManifest()
    {
        List<ManifestNetwork> networks = [.. Networks().Select(pair => Describe(pair.Graph, pair.Route))];
        List<ManifestSlice> slices = [.. Networks().SelectMany(pair => _slices.Where(slice => slice.Network == RoleOf(pair.Route)).Select(slice => Describe(slice, pair.Graph, pair.Route)))];
        if (_options.Targets.HasFlag(DeploymentTargets.Onnx))
        {
            _files["onnx/full.onnx"] = OnnxWriter.Full(_graph, OnnxOptions());
        }

        if (_options.Targets.HasFlag(DeploymentTargets.C99))
        {
            AddC99();
        }

        var routed = _model as DiTMoSModel;
        return new DeploymentManifest
        {
            Digest = "",
            Model = new ManifestModel(
                ModelFile,
                _hash,
                _graph.Classifiers.Count,
                routed?.FeatureAggregation ?? false,
                routed?.SharedBase ?? false,
                _graph.Macs,
                _graph.Parameters,
                typeof(Deployment).Assembly.GetName().Version?.ToString(3) ?? "0.0.0"),
            Input = new ManifestInput(_graph.Input.Name, _model.ChannelNames, _model.Length, _model.SampleRateHz, TypeOf(_graph.Input), _model.Normalization.Mean, _model.Normalization.Scale),
            Classes = _model.ClassNames,
            Board = new ManifestBoard(_plan.Board.Name, _plan.Board.Core, _plan.Board.ClockHz, _plan.Board.RamBytes, _plan.Board.FlashBytes),
            Plan = DescribePlan(slices),
            Compared = [.. Planner.Compare(_graph, _options.Board, _options.Plan).Select(pair => Describe(pair.Strategy, pair.Plan))],
            Networks = networks,
            Slices = slices,
            Buffers = [.. _plan.Memory.Buffers.Select(Describe)],
            Stream = DescribeStream(),
            Verification = _verification,
            Files = _files.ToDictionary(file => file.Key, file => TensorArchive.Hash(file.Value)),
        };
    }

    private IEnumerable<(NetworkGraph Graph, int? Route)> Networks() =>
        _graph.Classifiers.Select((classifier, i) => (classifier, (int?)i)).Prepend((_graph.Selector, null)).Where(pair => pair.Item1.Nodes.Count > 0);

    private static string RoleOf(int? route) => route is null ? TensorNames.Selector : TensorNames.Classifier;

    private ManifestNetwork Describe(NetworkGraph network, int? route) => new(
        network.Name,
        route,
        AddOnnx(network, ""),
        [.. network.Inputs.Select(tensor => tensor.Name)],
        [.. network.Outputs.Select(tensor => tensor.Name)],
        network.Macs,
        network.Parameters,
        StActivations.Estimate(network),
        StCommand(network.Name, ""));

    private ManifestSlice Describe(NetworkSlice slice, NetworkGraph network, int? route)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{network.Name}_slice_{slice.Index}");
        NetworkGraph graph = slice.GraphOf(name, network, _graph);
        return new ManifestSlice
        {
            Name = name,
            Network = network.Name,
            Route = route,
            Onnx = AddOnnx(graph, "slices/"),
            Inputs = [.. graph.Inputs.Select(tensor => tensor.Name)],
            Outputs = [.. graph.Outputs.Select(tensor => tensor.Name)],
            Steps = [.. slice.Steps.Select(Describe)],
            Macs = slice.Macs,
            StActivationBytesEstimate = StActivations.Estimate(graph),
            StCommand = StCommand(name, "slices/"),
        };
    }

    private ManifestStep Describe(PlanStep step) => new(
        step.Index,
        step.Node.Name,
        [.. _plan.Memory.ReadsOf(step).Select(buffer => buffer.Name)],
        [.. _plan.Memory.WritesOf(step).Select(buffer => buffer.Name)],
        step.TileRows,
        [.. step.Lines.Select(line => new ManifestLine(line.Node.Name, line.BufferName, line.Rows))]);

    private ManifestBuffer Describe(PlanBuffer buffer)
    {
        PlanStep? producer = _plan.Memory.Steps.FirstOrDefault(step => _plan.Memory.WritesOf(step).Contains(buffer) || step.Lines.Any(line => line.BufferName == buffer.Name));
        return new ManifestBuffer
        {
            Name = buffer.Name,
            Tensor = buffer.Tensor.Name,
            Shape = [buffer.Rows, buffer.Tensor.Channels],
            Layout = "LC",
            Type = TypeOf(buffer.Tensor),
            Scale = null,
            ZeroPoint = null,
            Producer = producer?.Lines.FirstOrDefault(line => line.BufferName == buffer.Name)?.Node.Name ?? producer?.Node.Name,
            Consumers = [.. _plan.Memory.Steps.Where(step => _plan.Memory.ReadsOf(step).Contains(buffer)).Select(step => step.Node.Name)],
            Bytes = buffer.Bytes,
            Alignment = MemoryPlan.Alignment,
            Pool = buffer.Pool,
            Offset = buffer.Offset,
            FirstStep = buffer.FirstStep,
            LastStep = buffer.LastStep,
        };
    }

    private ManifestPlan DescribePlan(List<ManifestSlice> slices) => new()
    {
        Strategy = NameOf(_options.Plan.Strategy),
        Features = _plan.Memory.Placement.Features.ToDictionary(feature => feature.Key, feature => ManifestPlan.Text(feature.Value)),
        ArenaBytes = _plan.Memory.ArenaBytes,
        ArenaBoundBytes = _plan.Memory.BoundBytes,
        ArenaAlignment = MemoryPlan.Alignment,
        StRamBytesEstimate = slices.Max(slice => slice.StActivationBytesEstimate + FeaturesBeside(slice)),
        WeightBytes = _plan.WeightBytes,
        FlashBytes = _plan.FlashBytes,
        Macs = _plan.Memory.Macs,
        EstimatedMs = _plan.EstimatedMs,
        FlashLog = ManifestFlashLog.Of(_plan.FlashLog),
    };

    /// <summary>Bytes of what waits in RAM while a slice runs that does not read it.</summary>
    private long FeaturesBeside(ManifestSlice slice) => _plan.Memory.Buffers
        .Where(buffer => buffer.Pool == BufferPool.Arena
            && buffer.FirstStep < slice.Steps[0].Index
            && buffer.LastStep > slice.Steps[^1].Index
            && !slice.Inputs.Contains(buffer.Tensor.Name))
        .Sum(buffer => (long)buffer.Bytes);

    private static ManifestComparison Describe(PlacementStrategy strategy, DeploymentPlan plan) => new(
        NameOf(strategy),
        plan.Memory.ArenaBytes,
        plan.FlashBytes,
        plan.Memory.FlashRecordBytes,
        plan.Memory.Macs,
        plan.EstimatedMs,
        plan.FlashLog?.LifetimeYears);

    private string? AddOnnx(NetworkGraph network, string folder)
    {
        if (!_options.Targets.HasFlag(DeploymentTargets.Onnx))
        {
            return null;
        }

        string path = $"onnx/{folder}{network.Name}.onnx";
        _files[path] = OnnxWriter.Network(network, OnnxOptions());
        if (OnnxValidator.Validate(_files[path], path).Violations.FirstOrDefault(violation => !violation.IsWarning) is { } broken)
        {
            throw DeploymentException.For(path, $"must keep the rules of STM32Cube.AI; {broken.Rule} is broken by '{broken.Node}'", broken.Found, $"{broken.WayOut}: train a model of other shape");
        }

        return path;
    }

    private void AddC99()
    {
        var options = new C99Options { Name = _options.Name, ClassNames = _model.ClassNames, ChannelNames = _model.ChannelNames, Core = _options.Board.Core, Optimization = _options.Optimization, Stream = _stream };
        foreach ((string name, byte[] bytes) in C99Writer.Write(_graph, _plan.Memory, options, C99Vectors.Of(_model, _windows)))
        {
            _files[$"c99/{name}"] = bytes;
        }
    }

    private ManifestStream? DescribeStream()
    {
        if (_stream is null)
        {
            return null;
        }

        StreamLayout layout = StreamLayout.Of(_stream);
        int classes = _model.ClassNames.Count;
        int rings = sizeof(float) * layout.Members(_plan.Memory, classes).Where(member => member.Name is "fast" or "frame" or "rows" or "first_rows").Sum(member => member.Count);
        IEnumerable<string> code = new StreamFiles(layout, _plan.Memory, new C99Names(_options.Name), classes).Stems.SelectMany(stem => new[] { $"c99/{stem}.h", $"c99/{stem}.c" });
        return ManifestStream.Of(_stream, _model.FrontEnd?.Axes, layout.RamBytes(_plan.Memory, classes), rings, layout.TableBytes, [.. code], _files.ContainsKey(SamplesFile) ? SamplesFile : null);
    }

    private string? StCommand(string network, string folder) => _plan.Board.StBoardName is { } target && _options.Targets.HasFlag(DeploymentTargets.Onnx)
        ? $"stedgeai generate --model onnx/{folder}{network}.onnx --target {target} --name {network} --c-api st-ai --output ../st/{network}"
        : null;

    private OnnxOptions OnnxOptions() => new()
    {
        Layout = _options.Layout,
        Metadata =
        [
            new("classes", JsonArray(_model.ClassNames)),
            new("channels", JsonArray(_model.ChannelNames)),
            new("window_samples", _model.Length.ToString(CultureInfo.InvariantCulture)),
            new("sample_rate_hz", _model.SampleRateHz?.ToString(CultureInfo.InvariantCulture) ?? "unknown"),
            new("model_sha256", _hash),
            new("library_version", typeof(Deployment).Assembly.GetName().Version?.ToString(3) ?? "0.0.0"),
        ],
    };

#pragma warning disable CA1308 // names in files are lower-case; they are compared with nothing of another case
    private static string NameOf(PlacementStrategy strategy) => strategy.ToString().ToLowerInvariant();

    private static string TypeOf(GraphTensor tensor) => tensor.Type.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>Names may hold any sign, commas and quotes too.</summary>
    private static string JsonArray(IEnumerable<string> names) => $"[{string.Join(',', names.Select(name => $"\"{JsonEncodedText.Encode(name)}\""))}]";
}
