using System.CommandLine;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Evaluation;
using DiTMoS.Tool.Figures;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos evaluate</c>: a model's figures on recordings.</summary>
internal sealed class EvaluateCommand : Command
{
    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly Argument<string> _model = CommonArguments.Model();
    private readonly DataArguments _data = new("the synthetic recordings, where the model was trained on them");
    private readonly SplitArguments _split = new();
    private readonly Option<DataPart?> _part = OptionOf.Choice(
        "--part",
        "Which part to evaluate. Default: the test part of the split that is named, else of the one that the model was trained with; all windows of other recordings.",
        ("test", DataPart.Test),
        ("validation", DataPart.Validation),
        ("train", DataPart.Train),
        ("all", DataPart.All));

    private readonly Option<int?> _seed = CommonArguments.Seed("the model's");
    private readonly Option<int?> _threads = CommonArguments.Threads();
    private readonly Option<string?> _json = CommonArguments.Json();

    public EvaluateCommand(Terminal terminal, CancellationToken cancellation)
        : base("evaluate", "Evaluates a model: accuracy, class by class; of a routed model also union accuracy and the selector's share, classifier by classifier.")
    {
        _terminal = terminal;
        _cancellation = cancellation;
        Add(_model);
        _data.AddTo(this);
        Add(_part);
        _split.AddTo(this);
        Add(_seed);
        Add(_threads);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_model);
        string? json = parsed.GetValue(_json);
        OutputFile.Check("--json", json, path, _data.Path(parsed), _split.File(parsed));
        WindowModel model = WindowModel.Load(path);
        WindowSet windows = _data.LoadFor(model, parsed, _terminal.Message, requireLabels: true);
        EvaluatedRows rows = EvaluatedRows.Choose(windows, model.Record, parsed.GetValue(_part), _split, parsed, parsed.GetValue(_seed) ?? model.Record.Seed);
        _cancellation.ThrowIfCancellationRequested();
        ModelEvaluation evaluation = ModelEvaluation.Run(model, windows, rows.Rows, parsed.GetValue(_threads) ?? 0);
        _cancellation.ThrowIfCancellationRequested();

        EvaluationFigures figures = EvaluationFigures.Of("evaluate", model, Path.GetFileName(path), windows, rows, evaluation);
        FiguresJson.Write(json, figures, FiguresJson.Default.EvaluationFigures);
        EvaluationTables.Summary(_terminal, figures);
        EvaluationTables.Details(_terminal, figures);
        return ExitCode.Done;
    }
}
