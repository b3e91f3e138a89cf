using System.CommandLine;
using DiTMoS.Data;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Figures;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands.Data;

/// <summary><c>ditmos data split</c>: divides windows, shows what each part holds and what leaks between them, and keeps the split in a file.</summary>
internal sealed class DataSplitCommand : Command
{
    private const string DefaultOutput = "split.json";

    private readonly Terminal _terminal;
    private readonly Argument<string> _path = new("PATH") { Description = "A file, folder or archive of recordings." };
    private readonly ReadingArguments _reading = new();
    private readonly SplitArguments _split = new();
    private readonly Option<int?> _seed = CommonArguments.Seed("0");
    private readonly Option<string?> _output = OptionOf.Text("--output", "FILE", $"The split file to write, for train --split-file. Default: {DefaultOutput}.", "-o");
    private readonly Option<string?> _json = CommonArguments.Json();

    public DataSplitCommand(Terminal terminal)
        : base("split", "Splits the windows of recordings into parts to train, validate and test; shows classes and subjects of each part and warns of leaks.")
    {
        _terminal = terminal;
        Add(_path);
        Add(_output);
        _reading.AddTo(this);
        _split.AddTo(this);
        Add(_seed);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_path);
        string output = parsed.GetValue(_output) ?? DefaultOutput;
        string? json = parsed.GetValue(_json);
        OutputFile.Check("--output", output, path, _split.File(parsed));
        OutputFile.Check("--json", json, output, path, _split.File(parsed));
        WindowSet windows = Recordings.Load(path, _reading.Resolve(parsed));
        DataSplit split = _split.Split(parsed, windows, parsed.GetValue(_seed) ?? 0);
        var balance = ClassBalance.Of(windows, split);
        LeakageReport leakage = LeakageCheck.Run(windows, split);
        SplitFile.Save(output, windows, split);
        FiguresJson.Write(
            json,
            new DataSplitFigures { Source = windows.Source, Split = split.Description, TrainWindows = split.Train.Length, ValidationWindows = split.Validation.Length, TestWindows = split.Test.Length, Balance = balance, Leakage = leakage },
            FiguresJson.Default.DataSplitFigures);
        Print(windows, split, balance, leakage, output);
        return ExitCode.Done;
    }

    private void Print(WindowSet windows, DataSplit split, ClassBalance balance, LeakageReport leakage, string output)
    {
        _terminal.Line($"{windows.Source}: {Show.Of(windows.Count, "window")}. Split: {split.Description}.");
        var table = new TextTable("class", ">train", ">validation", ">test");
        foreach (ClassBalanceRow row in balance.Classes)
        {
            table.Row(row.ClassName, Show.Count(row.Train), Show.Count(row.Validation), Show.Count(row.Test));
        }

        table.Row("total", Show.Count(split.Train.Length), Show.Count(split.Validation.Length), Show.Count(split.Test.Length));
        _terminal.Table(table.Build());
        Subjects("train", balance.TrainSubjects);
        Subjects("validation", balance.ValidationSubjects);
        Subjects("test", balance.TestSubjects);
        foreach (string warning in leakage.Warnings)
        {
            _terminal.Line($"Leak         {warning}");
        }

        if (leakage.IsClean)
        {
            _terminal.Line($"Leak         none found: no two windows are nearly the same; {Sides("recording", windows.Trials is not null || windows.Origins is not null)}; {Sides("subject", windows.SubjectNames is not null)}");
        }

        _terminal.Line($"The split is in {output}: train --split-file {output} uses it.");
    }

    private static string Sides(string group, bool isKnown) => isKnown ? $"no {group} is on both sides" : $"which {group} a window is of is unknown, so that was not looked at";

    private void Subjects(string part, IReadOnlyList<string> subjects)
    {
        if (subjects.Count > 0)
        {
            _terminal.Line($"Subjects     {part}: {string.Join(", ", subjects)}");
        }
    }
}
