using System.Diagnostics;
using DiTMoS.Reports;

namespace DiTMoS.Tests.Reports.Page;

/// <summary>Opens reports in headless Chromium; <c>check-page.js</c> beside this file does what a reader does, and says what is wrong.</summary>
public sealed class BrowserTests : IDisposable
{
    private static readonly string Packages = Path.Combine(TestFolders.Root, "out", "report", "packages");
    private readonly ReportFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task Page_OneFolder_DrawsEveryChart() => await CheckAsync("one", "charts", [_folders.WriteEverything("runs")]);

    [Fact]
    public async Task Page_TwoFolders_WorksForEveryReader() => await CheckAsync("two", "all", [_folders.WriteEverything("before"), _folders.WriteEverything("after", better: 1)]);

    private async Task CheckAsync(string name, string part, string[] folders)
    {
        Assert.SkipUnless(ExperimentReport.HasPage && Directory.Exists(Packages), "The page is not built in: Node.js with npm was missing, see build/report.");
        string? browser = Find("chromium") ?? Find("google-chrome");
        Assert.SkipWhen(browser is null, "Neither chromium nor google-chrome is on the PATH, see build/report.");
        string page = _folders["report.html"];
        using (FileStream stream = File.Create(page))
        {
            ExperimentReport.Load(folders).WriteHtml(stream);
        }

        string look = Path.Combine(TestFolders.Root, "out", "report", "look", name);
        string script = Path.Combine(TestFolders.Root, "test", "DiTMoS.Tests", "Reports", "Page", "check-page.js");
        using Process process = Process.Start(new ProcessStartInfo("node", [script, Packages, browser, page, look, part]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, $"{await output}\n{errors}");
        Assert.Matches("^[1-9][0-9]* charts", await output);
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
