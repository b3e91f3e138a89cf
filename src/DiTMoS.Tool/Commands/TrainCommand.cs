using System.CommandLine;
using System.Diagnostics;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Evaluation;
using DiTMoS.Tool.Figures;
using DiTMoS.Tool.Output;
using DiTMoS.Tool.Progress;
using DiTMoS.Training;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos train</c>: splits, trains, evaluates once on the test part, and saves.</summary>
internal sealed class TrainCommand : Command
{
    private const string DefaultOutput = "model.ditmos";

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly DataArguments _data = new("synthetic recordings that the command makes itself");
    private readonly SplitArguments _split = new();
    private readonly RecipeArguments _recipe = new();
    private readonly Option<int?> _seed = CommonArguments.Seed("0");
    private readonly Option<int?> _threads = CommonArguments.Threads();
    private readonly Option<bool> _resume = OptionOf.Switch("--resume", "Continue an interrupted run: the same command with this option.");
    private readonly Option<string?> _output = OptionOf.Text("--output", "FILE", $"The model file to write. Default: {DefaultOutput}.", "-o");
    private readonly Option<string?> _saveStrong = OptionOf.Text("--save-strong", "FILE", "A file to keep the strong model in that the recipe trains to split by, for further runs on the same recordings (--strong).");
    private readonly Option<string?> _json = CommonArguments.Json();

    public TrainCommand(Terminal terminal, CancellationToken cancellation)
        : base("train", "Trains a model on labelled windows, evaluates it once on the test part, and saves it.")
    {
        _terminal = terminal;
        _cancellation = cancellation;
        Add(_output);
        _data.AddTo(this);
        _split.AddTo(this);
        _recipe.AddTo(this);
        Add(_seed);
        Add(_threads);
        Add(_saveStrong);
        Add(_resume);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string output = parsed.GetValue(_output) ?? DefaultOutput;
        string? json = parsed.GetValue(_json);
        OutputFile.Check("--output", output, _data.Path(parsed), _split.File(parsed));
        OutputFile.Check("--json", json, output, _data.Path(parsed), _split.File(parsed));
        string? saveStrong = parsed.GetValue(_saveStrong);
        OutputFile.Check(_saveStrong.Name, saveStrong, output, json, _data.Path(parsed), _split.File(parsed));
        Baseline? baseline = _recipe.Baseline(parsed);
        string? checkpoints = baseline is null && OutputFile.IsKept("--output", output) ? output + ".checkpoint" : null;
        if (checkpoints is not null)
        {
            OutputFile.CheckFolder("--output", checkpoints);
        }

        int seed = parsed.GetValue(_seed) ?? 0;
        TrainingOptions options = _recipe.Resolve(parsed) with
        {
            Seed = seed,
            Threads = parsed.GetValue(_threads) ?? 0,
            CheckpointFolder = checkpoints,
            Resume = parsed.GetValue(_resume),
        };
        if (saveStrong is not null)
        {
            RecipeArguments.RequireStrongModel(_saveStrong.Name, options);
        }

        WindowSet windows = _data.Load(parsed, _terminal.Line, frontEnd: options.InitialModel?.FrontEnd);
        if (options.InitialModel is { } initial)
        {
            windows = DataArguments.WithChannelsOf(initial, windows, _data.AreChannelsChosen(parsed), _terminal.Line);
        }

        DataSplit split = options.InitialModel is { } known ? _split.SplitFor(known, parsed, windows, seed) : _split.Split(parsed, windows, seed);
        LeakageReport leakage = LeakageCheck.Run(windows, split);
        SayWhatIsTrained(windows, split, leakage, options);

        var watch = Stopwatch.StartNew();
        (WindowModel model, NetworkFile? strong) = baseline is { } chosen
            ? (Train(options, progress => BaselineTrainer.Train(windows, split, BaselineOptions.For(chosen, options), progress, _cancellation)), null)
            : Train<(WindowModel, NetworkFile?)>(options, progress => DiTMoSTrainer.TrainWithStrongModel(windows, split, options, progress, _cancellation));
        double trainSeconds = watch.Elapsed.TotalSeconds;

        EvaluatedRows rows = EvaluatedRows.OfTest(split);
        ModelEvaluation evaluation = ModelEvaluation.Run(model, windows, rows.Rows, options.Threads);
        EvaluationFigures figures = EvaluationFigures.Of("train", model, Path.GetFileName(output), windows, rows, evaluation) with
        {
            TrainSeconds = trainSeconds,
            TrainWindows = split.Train.Length,
            ValidationWindows = split.Validation.Length,
            Leakage = leakage,
        };
        model.Save(output);
        if (saveStrong is not null)
        {
            strong!.Save(saveStrong);
        }

        FiguresJson.Write(json, figures, FiguresJson.Default.EvaluationFigures);
        if (checkpoints is not null)
        {
            DiTMoSTrainer.RemoveCheckpoint(checkpoints);
        }

        EvaluationTables.Summary(_terminal, figures);
        _terminal.Line($"Trained in {Show.Duration(TimeSpan.FromSeconds(trainSeconds))}; the model is in {output}{(saveStrong is null ? "" : $", the strong model in {saveStrong}")}.");
        return ExitCode.Done;
    }

    private T Train<T>(TrainingOptions options, Func<IProgress<TrainingProgress>, T> train)
    {
        TimeProvider clock = TimeProvider.System;
        bool isResumed = options.Resume && IsInterrupted(options);
        try
        {
            return _terminal.Display is { } display
                ? LiveProgress.Run(display, clock, isResumed, train)
                : train(new LineProgress(_terminal, clock, isResumed));
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            _terminal.Message(IsInterrupted(options)
                ? $"Interrupted; what was learnt is in '{options.CheckpointFolder}'. To continue, run the same command with --resume."
                : "Interrupted before there was anything to keep; nothing was written.");
            throw;
        }
    }

    private static bool IsInterrupted(TrainingOptions options) => options.CheckpointFolder is { } folder && Checkpoint.IsIn(folder);

    private void SayWhatIsTrained(WindowSet windows, DataSplit split, LeakageReport leakage, TrainingOptions options)
    {
        string shape = $"{Show.Of(windows.Count, "window")} of {Show.Of(windows.Channels, "channel")} and {Show.Of(windows.Length, "sample")}, {windows.Classes} classes";
        _terminal.Line($"{windows.Source}: {shape}.");
        _terminal.Line($"Split: {split.Description}. {Show.Count(split.Train.Length)} to train, {Show.Count(split.Validation.Length)} to validate, {Show.Count(split.Test.Length)} to test.");
        foreach (string warning in leakage.Warnings)
        {
            _terminal.Line($"Warning: {warning}");
        }

        bool isThere = IsInterrupted(options);
        if (options.Resume && !isThere)
        {
            _terminal.Line($"There is no interrupted run in '{options.CheckpointFolder}': starting anew.");
        }
        else if (!options.Resume && isThere)
        {
            _terminal.Line($"Starting anew: the interrupted run in '{options.CheckpointFolder}' is given up. With --resume it would be continued.");
        }

        _terminal.Output.Flush();
    }
}
