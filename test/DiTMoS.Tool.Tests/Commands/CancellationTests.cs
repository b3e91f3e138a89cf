using System.Diagnostics;

namespace DiTMoS.Tool.Tests.Commands;

public sealed class CancellationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_CancelledAndResumed_GivesTheBytesOfAnUninterruptedRun()
    {
        string data = TestRecordings.Write(_folder["data.npz"]);
        string whole = _folder["whole.ditmos"];
        string parts = _folder["parts.ditmos"];
        using var source = new CancellationTokenSource();
        var messages = new CancellingWriter("joint training 1/4", source);

        CommandResult uninterrupted = CommandResult.Of(Train(data, whole));
        CommandResult cancelled = CommandResult.Of(Train(data, parts), messages, source.Token);
        string[] afterwards = _folder.Names;
        CommandResult resumed = CommandResult.Of([.. Train(data, parts), "--resume"]);

        Assert.Equal(ExitCode.Done, uninterrupted.ExitCode);
        Assert.Equal(ExitCode.Cancelled, cancelled.ExitCode);
        Assert.Contains("run the same command with --resume", cancelled.Messages, StringComparison.Ordinal);
        Assert.Equal(["data.npz", "parts.ditmos.checkpoint", "whole.ditmos"], afterwards);
        Assert.Equal(ExitCode.Done, resumed.ExitCode);
        Assert.DoesNotContain("joint training 1/4", resumed.Messages, StringComparison.Ordinal);
        Assert.Equal(["data.npz", "parts.ditmos", "whole.ditmos"], _folder.Names);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(parts));
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameBytesForAnyThreads()
    {
        string data = TestRecordings.Write(_folder["data.npz"]);

        CommandResult.Of([.. Train(data, _folder["a.ditmos"]), "--threads", "1"]);
        CommandResult.Of([.. Train(data, _folder["b.ditmos"]), "--threads", "2"]);
        CommandResult.Of([.. Train(data, _folder["c.ditmos"]), "--seed", "9"]);

        Assert.Equal(File.ReadAllBytes(_folder["a.ditmos"]), File.ReadAllBytes(_folder["b.ditmos"]));
        Assert.NotEqual(File.ReadAllBytes(_folder["a.ditmos"]), File.ReadAllBytes(_folder["c.ditmos"]));
    }

    [Fact]
    public void Train_ResumeOfNothing_StartsAnewAndSaysSo()
    {
        string data = TestRecordings.Write(_folder["data.npz"]);
        Directory.CreateDirectory(_folder["model.ditmos.checkpoint"]);

        CommandResult result = CommandResult.Of([.. Train(data, _folder["model.ditmos"]), "--resume"]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("starting anew", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ResumeWithOtherOptions_IsRefused()
    {
        string data = TestRecordings.Write(_folder["data.npz"]);
        using var source = new CancellationTokenSource();
        CommandResult.Of(Train(data, _folder["model.ditmos"]), new CancellingWriter("joint training 1/4", source), source.Token);

        CommandResult result = CommandResult.Of([.. Train(data, _folder["model.ditmos"]), "--resume", "--fc", "32"]);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Equal(["data.npz", "model.ditmos.checkpoint"], _folder.Names);
    }

    [Fact]
    public async Task Process_AskedToEnd_EndsCleanly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There is no request to end a process on Windows.");
        }

        // The synthetic recordings are many, so that training is not over before it is asked to end.
        var start = new ProcessStartInfo("dotnet", [typeof(Cli).Assembly.Location, "train", "-o", _folder["model.ditmos"]]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("joint training", StringComparison.Ordinal))
        {
        }

        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        string rest = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Cancelled, process.ExitCode);
        Assert.Contains("Cancelled.", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("model.ditmos", _folder.Names);
    }

    [Fact]
    public async Task Process_KilledAtTwentyRandomMoments_ResumesToTheBytesOfAnUninterruptedRun()
    {
        const int Kills = 20;
        const string Stage = "joint training ";
        string data = TestRecordings.Write(_folder["data.npz"]);
        string whole = _folder["whole.ditmos"];
        string killed = _folder["killed.ditmos"];
        long began = Stopwatch.GetTimestamp();
        using (Process uninterrupted = Process.Start(new ProcessStartInfo("dotnet", [typeof(Cli).Assembly.Location, .. Command(whole)]) { RedirectStandardError = true, RedirectStandardOutput = true })!)
        {
            await Task.WhenAll(uninterrupted.StandardError.ReadToEndAsync(CancellationToken.None), uninterrupted.StandardOutput.ReadToEndAsync(CancellationToken.None));
            await uninterrupted.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(ExitCode.Done, uninterrupted.ExitCode);
        }

        var wholeMs = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds;       // so that moments fall into training on slow machines too
        byte[] expected = File.ReadAllBytes(whole);
        var random = new SeededRandom(0, "kill");

        int kills = 0;
        int continued = 0;
        bool isWhole = false;
        while (kills < Kills || !isWhole)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(Cli).Assembly.Location, .. Command(killed), "--resume"]) { RedirectStandardError = true, RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            Task<string[]> output = Task.WhenAll(process.StandardError.ReadToEndAsync(CancellationToken.None), process.StandardOutput.ReadToEndAsync(CancellationToken.None));
            if (kills < Kills)
            {
                await Task.WhenAny(process.WaitForExitAsync(CancellationToken.None), Task.Delay((wholeMs / 10) + random.Next(wholeMs), TestContext.Current.CancellationToken));
                if (!process.HasExited)
                {
                    process.Kill();
                    kills++;
                }
            }

            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            string first = Array.Find((await output)[0].Split('\n'), line => line.StartsWith(Stage, StringComparison.Ordinal)) ?? $"{Stage}1/";
            continued += first.StartsWith($"{Stage}1/", StringComparison.Ordinal) ? 0 : 1;
            isWhole = process.ExitCode == ExitCode.Done;
            if (isWhole)
            {
                Assert.Equal(["data.npz", "killed.ditmos", "whole.ditmos"], _folder.Names);
            }

            if (File.Exists(killed))
            {
                Assert.Equal(expected, File.ReadAllBytes(killed));      // a model file is whole from the moment it is there
                File.Delete(killed);
            }
        }

        Assert.Equal(Kills, kills);
        Assert.True(continued > 0, "No run went on from the checkpoint of one that was killed.");

        string[] Command(string path) =>
            ["train", "--data", data, "-o", path, "--epochs", "60", "--classifiers", "2", "--checkpoint-seconds", "0", "--threads", "1"];
    }

    private static string[] Train(string data, string output) =>
        ["train", "--data", data, "-o", output, "--epochs", "4", "--classifiers", "2", "--checkpoint-seconds", "0"];

    // Cancels when a line is written that begins with a text.
    private sealed class CancellingWriter(string text, CancellationTokenSource source) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(text, StringComparison.Ordinal) == true)
            {
                source.Cancel();
            }
        }
    }
}
