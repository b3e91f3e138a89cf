using System.CommandLine;
using DiTMoS.Data;
using DiTMoS.Data.Survey;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Figures;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands.Data;

/// <summary><c>ditmos data check</c>: what was recognised in a file, folder or archive, and whether it looks sound.</summary>
internal sealed class DataCheckCommand : Command
{
    private const int PlotWidth = 64;
    private const int MostRows = 40;

    private readonly Terminal _terminal;
    private readonly Argument<string> _path = new("PATH") { Description = "A file, folder or archive of recordings." };
    private readonly ReadingArguments _reading = new();
    private readonly Option<string?> _json = CommonArguments.Json();

    public DataCheckCommand(Terminal terminal)
        : base("check", "Shows what is recognised in recordings: counts, class balance, missing values, suspicious channels, and the windows that would be cut; fails where there are none.")
    {
        _terminal = terminal;
        Add(_path);
        _reading.AddTo(this);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_path);
        string? json = parsed.GetValue(_json);
        OutputFile.Check("--json", json, path);
        RecordingOptions options = _reading.Resolve(parsed) with { RequireLabels = false };
        RecordingSurvey survey = Recordings.Read(path, options, RecordingSurvey.Of);
        Print(survey);
        WindowBalance windows = CutWindows(path, options, survey);
        FiguresJson.Write(json, new DataCheckFigures(survey, windows), FiguresJson.Default.DataCheckFigures);
        return ExitCode.Done;
    }

    private WindowBalance CutWindows(string path, RecordingOptions options, RecordingSurvey survey)
    {
        WindowSet windows = Load(path, options with { RequireLabels = survey.Classes.Count > 1 });
        var balance = WindowBalance.Of(windows);
        _terminal.Line($"Windows      {Show.Of(windows.Count, "window")} of {Show.Of(windows.Channels, "channel")} and {Show.Of(windows.Length, "value")}{(windows.SampleRateHz is { } rate ? $" at {Show.Number(rate)} Hz" : "")}");
        if (balance.Classes.Count > 0)
        {
            var table = new TextTable("class", ">windows", ">share");
            foreach ((string name, int count) in balance.Classes)
            {
                table.Row(name, Show.Count(count), Show.Percent((double)count / windows.Count));
            }

            _terminal.Table(table.Build());
        }

        return balance;
    }

    // The survey of a source that gives no windows has been shown; what keeps them from being cut, and the way out, are the error behind it.
    private WindowSet Load(string path, RecordingOptions options)
    {
        try
        {
            return Recordings.Load(path, options);
        }
        catch (DiTMoSException)
        {
            _terminal.Line("Windows      none that can be trained on");
            throw;
        }
    }

    private void Print(RecordingSurvey survey)
    {
        string unit = survey.HoldsWindows ? "window" : "recording";
        string time = survey.Seconds is { } seconds ? $", {Show.Duration(TimeSpan.FromSeconds(seconds))} in all" : "";
        string rates = survey.SampleRatesHz.Count == 0 ? "unknown" : string.Join(", ", survey.SampleRatesHz.Take(6).Select(rate => $"{Show.Number(rate)} Hz"));
        _terminal.Line($"Source       {survey.Source}, read as {survey.Format}");
        _terminal.Line($"Content      {Show.Of(survey.Recordings, unit)}, {Show.Count(survey.Samples)} samples a channel{time}; the shortest has {Show.Count(survey.Shortest)}, the longest {Show.Count(survey.Longest)}");
        _terminal.Line($"Rate         {rates}{(survey.Gaps > 0 ? $"; time jumps in {Show.Of(survey.Gaps, "place")}" : "")}");
        _terminal.Line($"Subjects     {(survey.Subjects.Count == 0 ? "unknown" : $"{Show.Count(survey.Subjects.Count)}: {string.Join(", ", survey.Subjects.Take(MostRows))}{(survey.Subjects.Count > MostRows ? ", ..." : "")}")}");
        _terminal.Line($"Trials       {(survey.Trials == 0 ? "unknown" : Show.Count(survey.Trials))}");
        _terminal.Line($"Test folds   {(survey.OfficialFolds == 0 ? "none given" : Show.Count(survey.OfficialFolds))}");
        _terminal.Line($"Unlabelled   {Show.Of(survey.Unlabelled, "sample")}{(survey.Samples > 0 ? $", {Show.Percent((double)survey.Unlabelled / survey.Samples)}" : "")}");
        foreach ((string what, long count) in survey.Repairs)
        {
            _terminal.Line($"Repaired     {what}: {Show.Of(count, "time")}");
        }

        _terminal.Line("");
        PrintChannels(survey);
        PrintClasses(survey);
    }

    private void PrintChannels(RecordingSurvey survey)
    {
        var table = new TextTable("channel", "unit", ">mean", ">deviation", ">lowest", ">highest", ">missing", "looks");
        foreach (ChannelSurvey channel in survey.Channels.Take(MostRows))
        {
            table.Row(
                channel.Name,
                channel.Unit ?? "",
                Show.Number(channel.Mean, "G4"),
                Show.Number(channel.StandardDeviation, "G4"),
                Show.Number(channel.Minimum, "G4"),
                Show.Number(channel.Maximum, "G4"),
                Show.Count(channel.Missing),
                channel.Suspicions.Count == 0 ? "sound" : string.Join("; ", channel.Suspicions));
        }

        _terminal.Table(table.Build());
        int more = survey.Channels.Count - MostRows;
        if (more > 0)
        {
            _terminal.Line($"... and {Show.Of(more, "channel")} more, {survey.Channels.Skip(MostRows).Count(channel => channel.Suspicions.Count > 0)} of them suspicious; --json shows them.");
        }
    }

    private void PrintClasses(RecordingSurvey survey)
    {
        if (survey.Classes.Count == 0)
        {
            _terminal.Line("Classes      none: the recordings have no labels");
            return;
        }

        long labelled = survey.Classes.Sum(c => c.Samples);
        var table = new TextTable("class", ">samples", ">share", ">stretches", ">subjects", $"how channel {survey.Channels[0].Name} begins");
        foreach (ClassSurvey c in survey.Classes.Take(MostRows))
        {
            table.Row(
                c.Name,
                Show.Count(c.Samples),
                Show.Percent((double)c.Samples / labelled),
                Show.Count(c.Stretches),
                c.Subjects == 0 ? "" : Show.Count(c.Subjects),
                Sparkline.Of(c.Example, PlotWidth));
        }

        _terminal.Table(table.Build());
    }
}
