using System.Diagnostics;
using System.Text.RegularExpressions;

namespace DiTMoS.Tool.Tests.Commands;

public sealed partial class ExperimentCommandTests : IDisposable
{
    private const string Experiment =
        """
        {
          "name": "small",
          "description": "A small one.",
          "datasets": [{ "name": "waves", "path": "data.npz", "split": {}, "widths": [4, 4, 2], "hiddenUnits": 8 }],
          "methods": ["tiny", "default", "nearest"],
          "seeds": 4,
          "threads": 2,
          "variants": [{ "name": "", "settings": { "numberOfClassifiers": 2, "joint": { "epochs": EPOCHS } } }]
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private string Results => _folder["results"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Experiment_DryRunThenRunThenAgain_ShowsTheGridAndRepeatsNothing()
    {
        string file = Write(epochs: 2);

        CommandResult grid = CommandResult.Of("experiment", file, "--results", Results, "--dry-run", "--json", _folder["grid.json"]);
        bool ranSomething = Directory.Exists(Results);
        CommandResult first = CommandResult.Of("experiment", file, "--results", Results, "--seeds", "1");
        CommandResult second = CommandResult.Of("experiment", file, "--results", Results);

        Assert.Equal(ExitCode.Done, grid.ExitCode);
        Assert.Contains("9 runs, 0 of them there.", grid.Output, StringComparison.Ordinal);
        Assert.Contains("as assumed", grid.Output, StringComparison.Ordinal);
        Assert.Contains("\"runs\": 9", File.ReadAllText(_folder["grid.json"]), StringComparison.Ordinal);
        Assert.False(ranSomething);
        Assert.Contains("3 runs in ", first.Output, StringComparison.Ordinal);
        Assert.Contains("9 runs in ", second.Output, StringComparison.Ordinal);
        Assert.Contains("3 were there, 6 were done now, 0 failed.", second.Output, StringComparison.Ordinal);
        Assert.Contains("[9/9] waves ", second.Messages, StringComparison.Ordinal);
        Assert.Contains(" left", second.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_WrittenThenChecked_IsWhatTheRunsGiveUntilOneMoreIsThere()
    {
        string file = Write(epochs: 2);
        CommandResult.Of("experiment", file, "--results", Path.Combine(Results, "small"), "--methods", "tiny", "--seeds", "2");

        CommandResult written = CommandResult.Of("experiment", "page", "--results", Results);
        CommandResult same = CommandResult.Of("experiment", "page", "--results", Results, "--check");
        CommandResult.Of("experiment", file, "--results", Path.Combine(Results, "small"), "--methods", "tiny", "--seeds", "3");
        CommandResult other = CommandResult.Of("experiment", "page", "--results", Results, "--check");

        Assert.Equal(ExitCode.Done, written.ExitCode);
        Assert.Equal(ExitCode.Done, same.ExitCode);
        Assert.Equal(ExitCode.BadInput, other.ExitCode);
        Assert.Contains("but it differs", other.Messages, StringComparison.Ordinal);
        Assert.Contains("| 2 of 4 |", File.ReadAllText(_folder["results.md"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("overal", "must be a file that can be read", "overall, ablation")]
    [InlineData("FILE --methods tony", "The experiment's methods are tiny, default, nearest. Got 'tony'.")]
    [InlineData("FILE --datasets hapt", "The experiment's datasets are waves. Got 'hapt'.")]
    [InlineData("overall --data nowhere", "nowhere", "Nothing is there")]
    [InlineData("BROKEN", "must keep to docs/experiment.schema.json", "NumberTooSmall at #/datasets[0].windows.length")]
    [InlineData("FILE --chosen none.json", "none.json", "must be settings")]
    [InlineData("page --results nowhere", "There is none at 'nowhere'.")]
    public void Experiment_BadInput_IsOneLineThatSaysWhat(string words, params string[] said)
    {
        string file = Write(epochs: 2);

        File.WriteAllText(_folder["broken.json"], File.ReadAllText(file).Replace("\"split\": {}", "\"split\": {}, \"windows\": { \"length\": 0 }", StringComparison.Ordinal));

        CommandResult result = CommandResult.Of(["experiment", .. words.Replace("FILE", file, StringComparison.Ordinal).Replace("BROKEN", _folder["broken.json"], StringComparison.Ordinal).Split(' '), .. words.StartsWith("page", StringComparison.Ordinal) ? [] : new[] { "--results", Results }]);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Single(result.MessageLines);
        Assert.All(said, text => Assert.Contains(text, result.Messages, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Process_AskedToEnd_KeepsWhatIsFinished()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There is no request to end a process on Windows.");
        }

        using Process process = Start(Write(epochs: 60), Results);
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("[1/", StringComparison.Ordinal))
        {
        }

        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        string rest = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Cancelled, process.ExitCode);
        Assert.Contains("Finished runs are kept", rest, StringComparison.Ordinal);
        Assert.InRange(Runs().Count, 1, 8);
    }

    [Fact]
    public async Task Process_KilledAtTwentyRandomMoments_KeepsEveryFinishedRunAndRepeatsNone()
    {
        const int Kills = 20;
        string file = Write(epochs: 30);
        long began = Stopwatch.GetTimestamp();
        using (Process uninterrupted = Start(file, _folder["whole"]))
        {
            await Task.WhenAll(uninterrupted.StandardError.ReadToEndAsync(CancellationToken.None), uninterrupted.StandardOutput.ReadToEndAsync(CancellationToken.None));
            await uninterrupted.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(ExitCode.Done, uninterrupted.ExitCode);
        }

        var wholeMs = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds;       // so that moments fall among the runs on slow machines too
        var random = new SeededRandom(0, "kill");
        int finished = 0;
        var told = new Dictionary<string, int>();
        Dictionary<string, string> kept = [];
        int kills = 0;
        while (kills < Kills)
        {
            using Process process = Start(file, Results);
            Task<string> messages = process.StandardError.ReadToEndAsync(CancellationToken.None);
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await Task.WhenAny(process.WaitForExitAsync(CancellationToken.None), Task.Delay((wholeMs / 10) + random.Next(wholeMs), TestContext.Current.CancellationToken));
            if (!process.HasExited)
            {
                process.Kill();
                kills++;
            }

            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            foreach (Match line in Ended().Matches(await messages + await output))
            {
                told[line.Groups["run"].Value] = told.GetValueOrDefault(line.Groups["run"].Value) + 1;
            }

            Dictionary<string, string> now = Runs();
            Assert.All(kept, run => Assert.Equal(run.Value, now[run.Key]));
            finished += now.Count - kept.Count;
            kept = now;
            if (now.Count == 9 && kills < Kills)
            {
                Directory.Delete(Path.Combine(Results, "waves"), recursive: true);      // all done before the last kill: begin anew
                kept = [];
                told.Clear();
            }
        }

        CommandResult rest = CommandResult.Of("experiment", file, "--results", Results);
        CommandResult again = CommandResult.Of("experiment", file, "--results", Results);

        Assert.Equal(ExitCode.Done, rest.ExitCode);
        Assert.Contains($"{kept.Count} were there, {9 - kept.Count} were done now, 0 failed.", rest.Output, StringComparison.Ordinal);
        Assert.Contains("9 were there, 0 were done now", again.Output, StringComparison.Ordinal);
        Assert.Equal(9, Runs().Count);
        Assert.Equal(9, Runs().Keys.Select(name => Path.GetFileName(name)[..^"-01234567.json".Length]).Distinct().Count());
        Assert.All(told.Values, times => Assert.Equal(1, times));
        Assert.True(finished > 0, "No run was finished before a kill.");
    }

    [GeneratedRegex(@"\] waves (?<run>\S+ run \d+): ")]
    private static partial Regex Ended();

    private string Write(int epochs)
    {
        TestRecordings.Write(_folder["data.npz"]);
        File.WriteAllText(_folder["small.json"], Experiment.Replace("EPOCHS", $"{epochs}", StringComparison.Ordinal));
        return _folder["small.json"];
    }

    private static Process Start(string file, string results) => Process.Start(new ProcessStartInfo("dotnet", [typeof(Cli).Assembly.Location, "experiment", file, "--results", results])
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    })!;

    // Every run that has its name, with its text; what is half written has none.
    private Dictionary<string, string> Runs()
    {
        string waves = Path.Combine(Results, "waves");
        return Directory.Exists(waves)
            ? Directory.EnumerateFiles(waves, "*.json").Where(path => !Path.GetFileName(path).StartsWith('.')).ToDictionary(path => path, File.ReadAllText)
            : [];
    }
}
