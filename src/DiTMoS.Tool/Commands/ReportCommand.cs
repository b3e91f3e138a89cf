using System.CommandLine;
using System.Text;
using DiTMoS.Reports;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos report</c>: writes what folders of runs say as one page for a browser, as Markdown and as tables.</summary>
internal sealed class ReportCommand : Command
{
    private const string DefaultPage = "report.html";

    private readonly Terminal _terminal;
    private readonly Argument<string[]> _folders = new("DIR")
    {
        Description = "A folder of runs (the --results of ditmos experiment), or one that holds such folders. Several are compared, with the first as the base.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _output = OptionOf.Text("--output", "FILE", $"The page: one file that needs no network. Default: {DefaultPage}.", "-o");
    private readonly Option<string?> _markdown = OptionOf.Text("--markdown", "FILE", "Also write the tables as Markdown.");
    private readonly Option<string?> _csv = OptionOf.Text("--csv", "FOLDER", "Also write rows, runs, comparisons, curves and confusion matrices as CSV files.");
    private readonly Option<string?> _title = OptionOf.Text("--title", "TEXT", "The report's title. Default: the folders' names.");

    public ReportCommand(Terminal terminal)
        : base("report", "Writes a page with tables and charts of finished runs, for a browser.")
    {
        _terminal = terminal;
        Add(_folders);
        foreach (Option option in new Option[] { _output, _markdown, _csv, _title })
        {
            Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string output = parsed.GetValue(_output) ?? DefaultPage;
        string? markdown = parsed.GetValue(_markdown);
        OutputFile.Check("--output", output, markdown);
        OutputFile.Check("--markdown", markdown, output);
        ExperimentReport report = ExperimentReport.Load(parsed.GetRequiredValue(_folders), parsed.GetValue(_title));
        if (markdown is not null)
        {
            OutputFile.Write("--markdown", markdown, report.WriteMarkdown);
            _terminal.Line($"Wrote {markdown}.");
        }

        WriteCsv(parsed.GetValue(_csv), report);
        OutputFile.Write("--output", output, report.WriteHtml);
        _terminal.Line($"Wrote {output}: {Show.Of(report.Runs, "run")}, {Show.Of(report.Rows, "row")} of results.");
        return ExitCode.Done;
    }

    private void WriteCsv(string? folder, ExperimentReport report)
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OptionException($"--csv '{folder}' must be a folder, or free for one: {e.Message.TrimEnd('.')}. Choose another place.", e);
        }

        foreach ((string name, string text) in report.CsvFiles())
        {
            OutputFile.Write("--csv", Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }

        _terminal.Line($"Wrote {Show.Of(report.CsvFiles().Count, "CSV file")} to {folder}.");
    }
}
