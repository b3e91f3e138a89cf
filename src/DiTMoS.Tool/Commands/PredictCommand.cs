using System.CommandLine;
using System.Text;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos predict</c>: the class of every window, as a table of comma-separated values.</summary>
internal sealed class PredictCommand : Command
{
    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly Argument<string> _model = CommonArguments.Model();
    private readonly DataArguments _data = new("the synthetic recordings, where the model was trained on them", "Windows, labelled or not");
    private readonly Option<string?> _output = OptionOf.Text("--output", "FILE", "The CSV file to write. Default: to the standard output.", "-o");
    private readonly Option<int?> _threads = CommonArguments.Threads();

    public PredictCommand(Terminal terminal, CancellationToken cancellation)
        : base("predict", "Predicts the class of every window: window, predicted class, the probability of each class, of a routed model the classifier that was chosen, and where known the true class, the recording and where the window begins in it.")
    {
        _terminal = terminal;
        _cancellation = cancellation;
        Add(_model);
        _data.AddTo(this);
        Add(_output);
        Add(_threads);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_model);
        string? output = parsed.GetValue(_output);
        OutputFile.Check("--output", output, path, _data.Path(parsed));
        WindowModel model = WindowModel.Load(path);
        WindowSet windows = _data.LoadFor(model, parsed, _terminal.Message, requireLabels: false);
        _cancellation.ThrowIfCancellationRequested();
        RoutedScores scores = model.Score(windows, parsed.GetValue(_threads) ?? 0);
        _cancellation.ThrowIfCancellationRequested();
        if (output is null)
        {
            PredictionCsv.Write(_terminal.Output, model, windows, scores);
            return ExitCode.Done;
        }

        OutputFile.Write("--output", output, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            PredictionCsv.Write(writer, model, windows, scores);
        });
        _terminal.Message($"Wrote {Show.Of(windows.Count, "prediction")} to {output}.");
        return ExitCode.Done;
    }
}
