using DiTMoS.Reports;

namespace DiTMoS.Tool.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private const string Experiment =
        """
        {
          "name": "small",
          "datasets": [{ "name": "waves", "path": "data.npz", "split": {}, "widths": [4, 4, 2], "hiddenUnits": 8 }],
          "methods": ["tiny", "nearest"],
          "seeds": 1,
          "variants": [{ "name": "", "settings": { "joint": { "epochs": 1 } } }]
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private string Results => _folder["results"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Report_FolderOfRuns_WritesPageMarkdownAndTables()
    {
        Assert.SkipUnless(ExperimentReport.HasPage, "The page is not built in: Node.js with npm was missing, see build/report.");
        RunExperiment();

        CommandResult report = CommandResult.Of("report", Results, "-o", _folder["page.html"], "--markdown", _folder["page.md"], "--csv", _folder["tables"], "--title", "Waves & <more>");

        Assert.Equal(ExitCode.Done, report.ExitCode);
        Assert.Contains("2 runs, 2 rows of results", report.Output, StringComparison.Ordinal);
        Assert.Contains("<title>Waves &amp; &lt;more&gt;</title>", File.ReadAllText(_folder["page.html"]), StringComparison.Ordinal);
        Assert.Contains("one tiny network", File.ReadAllText(_folder["page.md"]), StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(Path.Combine(_folder["tables"], "runs.csv")).Length);
    }

    [Fact]
    public void Report_BrokenRun_NamesTheFileAndWritesNothing()
    {
        RunExperiment();
        string broken = Directory.GetFiles(Path.Combine(Results, "waves"), "tiny-*.json").Single();
        File.WriteAllText(broken, "{}");

        CommandResult report = CommandResult.Of("report", Results, "-o", _folder["page.html"]);

        Assert.Equal(ExitCode.BadInput, report.ExitCode);
        Assert.Contains(Path.GetFileName(broken), report.Messages, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["page.html"]));
    }

    [Fact]
    public void Report_NoRuns_SaysWhichFolderAndTheWayOut()
    {
        CommandResult report = CommandResult.Of("report", _folder["nothing"], "-o", _folder["page.html"]);

        Assert.Equal(ExitCode.BadInput, report.ExitCode);
        Assert.Contains("nothing", report.Messages, StringComparison.Ordinal);
        Assert.Contains("ditmos experiment", report.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_TablesWhereAFileIs_IsRefused()
    {
        RunExperiment();
        File.WriteAllText(_folder["tables"], "");

        CommandResult report = CommandResult.Of("report", Results, "-o", _folder["page.html"], "--csv", _folder["tables"]);

        Assert.Equal(ExitCode.BadInput, report.ExitCode);
        Assert.Contains("--csv", report.Messages, StringComparison.Ordinal);
    }

    private void RunExperiment()
    {
        TestRecordings.Write(_folder["data.npz"]);
        File.WriteAllText(_folder["small.json"], Experiment);
        Assert.Equal(ExitCode.Done, CommandResult.Of("experiment", _folder["small.json"], "--results", Results).ExitCode);
    }
}
