using System.CommandLine;
using DiTMoS.Experiments;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Figures;
using DiTMoS.Tool.Output;
using DiTMoS.Tool.Progress;
using DiTMoS.Tool.Verification;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos experiment</c>: runs what is not there yet of an experiment's grid.</summary>
internal sealed class ExperimentCommand : Command
{
    private const string DataVariable = "DITMOS_DATA";

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly Argument<string> _experiment = new("experiment") { HelpName = "FILE.json|PRESET", Description = $"An experiment file, or one of the presets {string.Join(", ", ExperimentPresets.Names)}." };
    private readonly Option<string?> _data = OptionOf.Text("--data", "FOLDER", $"The folder of all data sets. Default: that of {DataVariable}, else the present one. Paths in an experiment file are first looked for beside it.");
    private readonly Option<string?> _results = OptionOf.Text("--results", "FOLDER", "Where runs are kept; those that are there are not repeated. Default: results/ and the experiment's name.");
    private readonly Option<string?> _cache = OptionOf.Text("--cache", "FOLDER", "Where strong models are kept that runs share. Default: .cache in the folder of runs.");
    private readonly Option<string?> _chosen = OptionOf.Text("--chosen", "FILE", "Settings that a search chose (chosen.json of the preset tuning), to build on.");
    private readonly Option<int?> _threads = OptionOf.WholeNumber("--threads", "Runs that go on at the same time, each with one thread. Changes no figure. Default: the experiment's, else all processors.", least: 1);
    private readonly Option<int?> _seeds = OptionOf.WholeNumber("--seeds", "The first so many runs of each row. Default: what the experiment says.", least: 1);
    private readonly Option<string[]> _datasets = OptionOf.Names("--datasets", "Some of the experiment's data sets. Default: all.");
    private readonly Option<string[]> _methods = OptionOf.Names("--methods", "Some of the experiment's methods. Default: all.");
    private readonly Option<bool> _dryRun = OptionOf.Switch("--dry-run", "Show the grid and what it will take, and run nothing.");
    private readonly Option<string?> _json = CommonArguments.Json();

    public ExperimentCommand(Terminal terminal, CancellationToken cancellation)
        : base("experiment", "Runs data sets x methods x variants x seeds, each run a file; goes on where it was stopped.")
    {
        _terminal = terminal;
        _cancellation = cancellation;
        Add(_experiment);
        foreach (Option option in new Option[] { _data, _results, _cache, _chosen, _threads, _seeds, _datasets, _methods, _dryRun, _json })
        {
            Add(option);
        }

        Add(new ExperimentPageCommand(terminal));
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string name = parsed.GetValue(_experiment)!;
        ExperimentFile file = ExperimentPresets.Find(name) ?? ExperimentSchema.Load(name);
        string? chosen = parsed.GetValue(_chosen);
        file = chosen is null ? file : file with { Chosen = ExperimentChoice.Load(chosen) };
        string? json = parsed.GetValue(_json);
        string results = parsed.GetValue(_results) ?? Path.Combine("results", file.Name);
        OutputFile.CheckFolder("--results", results);
        OutputFile.Check("--json", json);
        var options = new ExperimentRunOptions
        {
            DataFolder = parsed.GetValue(_data) ?? Environment.GetEnvironmentVariable(DataVariable) ?? ".",
            FileFolder = ExperimentPresets.Names.Contains(name) ? null : Path.GetDirectoryName(Path.GetFullPath(name)),
            ResultsFolder = results,
            CacheFolder = parsed.GetValue(_cache),
            Threads = parsed.GetValue(_threads),
            Seeds = parsed.GetValue(_seeds),
            Datasets = Given(parsed, _datasets),
            Methods = Given(parsed, _methods),
            Command = $"ditmos experiment {(ExperimentPresets.Names.Contains(name) ? name : Path.GetFileName(name))}{(chosen is null ? "" : $" --chosen {Path.GetFileName(chosen)}")}",
        };
        return parsed.GetValue(_dryRun) ? Show(file, options, json) : Run(file, options, json);
    }

    private int Show(ExperimentFile file, ExperimentRunOptions options, string? json)
    {
        ExperimentEstimate estimate = ExperimentRunner.Estimate(file, options);
        ExperimentTables.Grid(_terminal, estimate, options.Threads ?? file.Threads ?? Environment.ProcessorCount);
        ExperimentFigures.Write(json, estimate);
        return ExitCode.Done;
    }

    private int Run(ExperimentFile file, ExperimentRunOptions options, string? json)
    {
        ExperimentOutcome outcome;
        try
        {
            outcome = ExperimentRunner.Run(file, options, new ExperimentLines(_terminal), _cancellation);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            _terminal.Message("Stopped. Finished runs are kept: the same command goes on with the others.");
            throw;
        }

        IReadOnlyList<Experiments.Records.RunRecord> runs = new RunStore(options.ResultsFolder).Load();
        if (file.ReadsValidation)
        {
            string path = Path.Combine(options.ResultsFolder, ExperimentChoice.FileName);
            ExperimentChoice.Save(ExperimentChoice.Choose(file, runs), path);
            _terminal.Line($"The chosen settings are in {path}.");
        }

        ExperimentFigures.Write(json, outcome);
        _terminal.Line(FormattableString.Invariant($"{outcome.Runs} runs in {options.ResultsFolder}: {outcome.Kept} were there, {outcome.Finished} were done now, {outcome.Failures.Count} failed."));
        return outcome.Failures.Count == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static string[]? Given(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) is { Length: > 0 } names ? names : null;
}
