using System.CommandLine;
using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Export.C99;
using DiTMoS.Export.Manifest;
using DiTMoS.Export.Onnx;
using DiTMoS.Networks;
using DiTMoS.Streaming;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos deploy</c>: a model as files for a microcontroller.</summary>
internal sealed class DeployCommand : Command
{
    private const int StreamWindows = 16;               // that are kept of a stream to verify with

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly Argument<string> _model = CommonArguments.Model();
    private readonly Option<string?> _output = OptionOf.Text("--output", "FOLDER", "The folder to write; an earlier deployment is replaced. Default: the model's name without its ending, with '-deployed'.", "-o");
    private readonly PlanArguments _plan = new();

    private readonly Option<DeploymentTargets?> _target = OptionOf.Choice(
        "--target",
        "What to write: onnx (STM32Cube.AI and PCs), c99 (a folder of C for any microcontroller), all. Default: all.",
        ("onnx", DeploymentTargets.Onnx),
        ("c99", DeploymentTargets.C99),
        ("all", DeploymentTargets.All));

    private readonly Option<OnnxLayout?> _layout = OptionOf.Choice(
        "--layout",
        "How windows are shaped in ONNX files: conv1d (1, C, L), or conv2d (1, C, 1, L) as ST's own time-series models. Default: conv1d.",
        ("conv1d", OnnxLayout.Conv1D),
        ("conv2d", OnnxLayout.Conv2D));

    private readonly Option<CodeOptimization?> _optimize = OptionOf.Choice(
        "--optimize",
        "What C is made for: speed (code for each shape of convolution), size (one kernel for all). Default: speed.",
        ("speed", CodeOptimization.Speed),
        ("size", CodeOptimization.Size));

    private readonly StreamArguments _stream = new();
    private readonly DataArguments _data = new("the validation windows that the model keeps", "Windows to verify with, labelled or not");
    private readonly Option<int?> _windows = OptionOf.WholeNumber("--windows", "The most windows that are kept in the folder to verify with. Default: 500.", least: 1);

    public DeployCommand(Terminal terminal, CancellationToken cancellation)
        : base("deploy", "Plans a model for a board and writes its networks, slices and manifest.")
    {
        _terminal = terminal;
        _cancellation = cancellation;
        Add(_model);
        Add(_output);
        _plan.AddTo(this);
        Add(_target);
        Add(_layout);
        Add(_optimize);
        _stream.AddTo(this);
        _data.AddTo(this);
        Add(_windows);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_model);
        var options = new DeploymentOptions
        {
            Board = _plan.BoardOf(parsed),
            Plan = _plan.Options(parsed),
            Targets = parsed.GetValue(_target) ?? DeploymentTargets.All,
            Layout = parsed.GetValue(_layout) ?? OnnxLayout.Conv1D,
            Name = Path.GetFileNameWithoutExtension(path),
            Optimization = parsed.GetValue(_optimize) ?? CodeOptimization.Speed,
            Streaming = _stream.Options(parsed),
            MaximumWindows = parsed.GetValue(_windows) ?? new DeploymentOptions().MaximumWindows,
        };
        WindowModel model = WindowModel.Load(path);
        WindowSet? windows = _data.Path(parsed) is null ? null : _data.LoadFor(model, parsed, _terminal.Message, requireLabels: false);
        StreamSamples? samples = options.Streaming is { } streaming ? _data.SamplesFor(model, parsed, streaming, StreamWindows) : null;
        _cancellation.ThrowIfCancellationRequested();
        string folder = parsed.GetValue(_output) ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $"{Path.GetFileNameWithoutExtension(path)}-deployed");
        DeploymentResult result = Deployment.Write(model, folder, options, windows, samples);
        Print(result);
        return ExitCode.Done;
    }

    private void Print(DeploymentResult result)
    {
        DeploymentManifest manifest = result.Manifest;
        ManifestPlan plan = manifest.Plan;
        _terminal.Line($"Deployed     {result.Folder}: {Show.Of(result.Files.Count, "file")}, for {manifest.Board.Name}");
        _terminal.Line($"RAM          {Show.Count(plan.ArenaBytes)} bytes ({Show.Kibibytes(plan.ArenaBytes)}), the window included; no plan that keeps its tensors whole can have fewer than {Show.Count(plan.ArenaBoundBytes)}");
        _terminal.Line($"ST's tool    about {Show.Count(plan.StRamBytesEstimate)} bytes ({Show.Kibibytes(plan.StRamBytesEstimate)}) of activations when it runs the slices; an estimate");
        _terminal.Line($"Flash        {Show.Count(plan.FlashBytes)} bytes ({Show.Kibibytes(plan.FlashBytes)}){(plan.FlashLog is { } log ? $", of which {Show.Kibibytes((long)log.Sectors * log.SectorBytes)} for features" : "")}");
        if (plan.FlashLog is { } wear)
        {
            _terminal.Line($"Flash wear   {Show.Count(wear.RecordBytes)} bytes an inference, erased every {Show.Count(wear.RecordsPerErase)} inferences: {Show.Count(wear.Inferences)} inferences of life, {Show.Number(wear.LifetimeYears, "0.###")} years at {Show.Number(wear.InferencesPerSecond)} a second");
        }

        _terminal.Line($"Inference    {Show.Count(plan.Macs)} multiplications, about {Show.Number(plan.EstimatedMs, "0.0")} ms by cycles per multiplication; an estimate");
        _terminal.Line($"Features     {(plan.Features.Count == 0 ? "none are read again" : string.Join(", ", plan.Features.Select(feature => $"{feature.Key}: {feature.Value}")))}");
        _terminal.Line(manifest.Verification is { } kept ? $"Windows      {Show.Count(kept.Count)} of {kept.Source}, to verify with" : "Windows      none to verify with: name recordings by --data");
        if (manifest.Stream is { } stream)
        {
            _terminal.Line($"Stream       windows of {Show.Count(stream.Window)} samples every {Show.Count(stream.Hop)}: {Show.Count(stream.RamBytes)} bytes of RAM beside the arena, {Show.Count(stream.TableBytes)} bytes of tables");
        }

        _terminal.Line("");

        var strategies = new TextTable("strategy", ">RAM", ">flash", ">written per inference", ">multiplications", ">about ms", ">years of flash");
        foreach (ManifestComparison row in manifest.Compared)
        {
            strategies.Row(
                row.Strategy,
                Show.Count(row.ArenaBytes),
                Show.Count(row.FlashBytes),
                Show.Count(row.FlashBytesPerInference),
                Show.Count(row.Macs),
                Show.Number(row.EstimatedMs, "0.0"),
                row.FlashLifetimeYears is { } years ? Show.Number(years, "0.###") : "");
        }

        _terminal.Table(strategies.Build());
        var slices = new TextTable("slice", "computes", ">multiplications", ">ST activations");
        foreach (ManifestSlice slice in manifest.Slices.Where(slice => slice.Route is null or 0))
        {
            slices.Row(slice.Name, string.Join(", ", slice.Steps.Select(step => step.Operator)), Show.Count(slice.Macs), Show.Count(slice.StActivationBytesEstimate));
        }

        _terminal.Table(slices.Build());
        _terminal.Line($"Verify it by: ditmos verify {result.Folder}");
    }
}
