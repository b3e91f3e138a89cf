using System.CommandLine;
using DiTMoS.Data;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands.Data;

/// <summary><c>ditmos data convert</c>: recordings as windows in a numpy file, or as they are in a CSV file.</summary>
internal sealed class DataConvertCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _path = new("PATH") { Description = "A file, folder or archive of recordings." };
    private readonly Option<string?> _output = OptionOf.Text("--output", "FILE", "The file to write: .npz takes the windows, cut and with their features; .csv takes the recordings as they are, a row for each sample.", "-o");
    private readonly Option<string?> _channels = OptionOf.Text("--channels", "CHANNELS", "Channels to keep, by index or name: 0-2 or acc_x,acc_y; for .npz. Default: all.");
    private readonly Option<bool> _unlabelled = OptionOf.Switch("--unlabelled", "Keep windows without a label as well; for .npz.");
    private readonly ReadingArguments _reading = new();

    public DataConvertCommand(Terminal terminal)
        : base("convert", "Writes recordings in another form: windows as .npz, samples as .csv.")
    {
        _terminal = terminal;
        _output.Required = true;
        Add(_path);
        Add(_output);
        Add(_channels);
        Add(_unlabelled);
        _reading.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_path);
        string output = parsed.GetValue(_output)!;
        OutputFile.Check("--output", output, path);
        OutputFile.CheckOutside("--output", output, path);
        RecordingOptions options = _reading.Resolve(parsed);
        switch (Path.GetExtension(output).ToUpperInvariant())
        {
            case ".NPZ":
                WindowSet windows = Recordings.Load(path, options with { Channels = parsed.GetValue(_channels), RequireLabels = !parsed.GetValue(_unlabelled) });
                NpzWriter.Write(windows, output);
                _terminal.Line($"Wrote {Show.Of(windows.Count, "window")} of {Show.Of(windows.Channels, "channel")} and {Show.Of(windows.Length, "value")} to {output}.");
                return ExitCode.Done;
            case ".CSV" when parsed.GetValue(_channels) is null && !parsed.GetValue(_unlabelled) && !_reading.AreWindowsChosen(parsed):
                long rows = Recordings.Read(path, options with { RequireLabels = false }, recordings => RecordingCsv.Write(recordings, output));
                _terminal.Line($"Wrote {Show.Of(rows, "row")} to {output}.");
                return ExitCode.Done;
            case ".CSV":
                throw new OptionException($"--output '{output}' takes recordings as they are. Leave --channels, --unlabelled and the options of windows and features out, or write an .npz.");
            default:
                throw new OptionException($"--output must end with .npz or .csv. Got '{output}'.");
        }
    }
}
