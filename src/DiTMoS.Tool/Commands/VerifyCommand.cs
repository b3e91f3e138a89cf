using System.CommandLine;
using DiTMoS.Data;
using DiTMoS.Export.Manifest;
using DiTMoS.Networks;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Figures;
using DiTMoS.Tool.Output;
using DiTMoS.Tool.Verification;
using DiTMoS.Verification;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos verify</c>: whether a deployment is whole, keeps the rules, and answers as the engine does.</summary>
internal sealed class VerifyCommand : Command
{
    private const int StreamWindows = 32;               // the most that are pushed, of recordings that are named

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly Argument<string> _folder = new("FOLDER") { Description = "A folder that deploy wrote." };
    private readonly DataArguments _data = new("the windows in the folder", "Windows to run, labelled or not");
    private readonly Option<bool> _host = OptionOf.Switch("--host", "Compile the C code with gcc, run it on the windows, once more under sanitizers. Runs code of the folder: only for folders that you trust.");
    private readonly Option<bool> _emulator = OptionOf.Switch("--emulator", "Build the C code for an emulated Cortex-M, run it on the windows, and count its instructions and bytes. Only for folders that you trust.");
    private readonly Option<string?> _json = CommonArguments.Json();

    public VerifyCommand(Terminal terminal, CancellationToken cancellation)
        : base("verify", "Verifies a deployment: manifest, hashes, the rules of STM32Cube.AI, the answers of its slices on the planned memory, and of its C code.")
    {
        _terminal = terminal;
        _cancellation = cancellation;
        Add(_folder);
        _data.AddTo(this);
        Add(_host);
        Add(_emulator);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string folder = parsed.GetRequiredValue(_folder);
        string? json = parsed.GetValue(_json);
        OutputFile.Check("--json", json);
        try
        {
            return Verify(parsed, folder, json);
        }
        catch (DiTMoSException e)
        {
            FiguresJson.Write(json, VerificationFigures.OfFailure(e.Message), VerificationJson.Default.VerificationFigures);   // no earlier answer may stay there
            throw;
        }
    }

    private int Verify(ParseResult parsed, string folder, string? json)
    {
        DeploymentManifest manifest = ManifestFile.Load(folder);
        var options = new VerificationOptions { Host = parsed.GetValue(_host), Emulator = parsed.GetValue(_emulator) };
        WindowSet? windows = null;
        if (_data.Path(parsed) is not null)
        {
            WindowModel model = WindowModel.Load(Path.Combine(folder, manifest.Model.File));
            windows = _data.LoadFor(model, parsed, _terminal.Message, requireLabels: false);
            bool streams = manifest.Stream is not null && (options.Host || options.Emulator);
            options = options with { Samples = streams ? _data.SamplesFor(model, parsed, manifest.Stream!.ToOptions(), StreamWindows) : null };
        }

        VerificationReport report = DeploymentVerifier.Verify(folder, options, windows, _cancellation);
        report = report with { Checks = [ManifestSchema.Check(folder), .. report.Checks] };
        FiguresJson.Write(json, VerificationFigures.Of(report), VerificationJson.Default.VerificationFigures);

        var table = new TextTable("check", "outcome", "~what was found");
        foreach (VerificationCheck check in report.Checks)
        {
            table.Row(check.Name, Outcome(check.Outcome), check.Detail);
        }

        _terminal.Table(table.Build());
        if (report.Emulator is { } figures)
        {
            EmulatorTables.Print(_terminal, figures);
        }

        if (report.EmulatorStream is { } stream)
        {
            StreamTables.Print(_terminal, stream);
        }

        _terminal.Line(report.Valid ? $"Valid: {Show.Count(report.ArenaBytes)} bytes of RAM, {Show.Count(report.FlashBytes)} bytes of weights and records in flash." : "Not valid.");
        return report.Valid ? ExitCode.Done : ExitCode.BadInput;
    }

    private static string Outcome(VerificationOutcome outcome) => outcome switch
    {
        VerificationOutcome.Passed => "passed",
        VerificationOutcome.Failed => "FAILED",
        _ => "skipped",
    };
}
