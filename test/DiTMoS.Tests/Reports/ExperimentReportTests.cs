using DiTMoS.Experiments;
using DiTMoS.Reports;
using DiTMoS.Tests.Experiments;

namespace DiTMoS.Tests.Reports;

public sealed class ExperimentReportTests : IDisposable
{
    private readonly ReportFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void Load_FolderOfExperiments_StandsForEach()
    {
        File.WriteAllText(Path.Combine(_folders.Write("all/b", TestRuns.Create()), ExperimentFile.FileName), """{ "name": "b", "description": "What?", "datasets": ["ucr-gunpoint"], "methods": ["default"] }""");
        File.WriteAllText(Path.Combine(_folders.Write("all/a", TestRuns.Create(), TestRuns.Create(run: 1)), ExperimentFile.FileName), """{ "name": "a", "datasets": ["ucr-gunpoint"], "methods": ["default"] }""");

        ExperimentReport report = ExperimentReport.Load([_folders["all"]]);

        Assert.Equal(("a, b", 3, 2), (report.Title, report.Runs, report.Rows));
    }

    [Fact]
    public void Load_FoldersOfOneName_AreToldApart()
    {
        ExperimentReport report = ExperimentReport.Load([_folders.Write("x/runs", TestRuns.Create()), _folders.Write("y/runs", TestRuns.Create())]);

        Assert.Equal("x/runs, y/runs", report.Title);
    }

    [Fact]
    public void Load_NoRuns_SaysWhichFolder()
    {
        Directory.CreateDirectory(_folders["empty"]);

        Assert.Contains("empty", Assert.Throws<ReportException>(() => ExperimentReport.Load([_folders["empty"]])).Message, StringComparison.Ordinal);
        Assert.Contains("not there", Assert.Throws<ReportException>(() => ExperimentReport.Load([_folders["missing"]])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_BrokenRun_SaysWhichFile()
    {
        string folder = _folders.Write("broken", TestRuns.Create());
        File.WriteAllText(Path.Combine(folder, "waves", "default-0-aaaaaaaa.json"), "{");

        Assert.Contains("default-0-aaaaaaaa.json", Assert.Throws<ExperimentException>(() => ExperimentReport.Load([folder])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteHtml_SameRuns_GivesTheSameBytes()
    {
        Assert.SkipUnless(ExperimentReport.HasPage, "The page is not built in: Node.js with npm was missing, see build/report.");
        string folder = _folders.WriteEverything("runs");

        Assert.Equal(Html(folder), Html(folder));
    }

    private static byte[] Html(string folder)
    {
        using var stream = new MemoryStream();
        ExperimentReport.Load([folder]).WriteHtml(stream);
        return stream.ToArray();
    }
}
