using System.Diagnostics;
using System.Text.Json;
using DiTMoS.Tool.Verification;

namespace DiTMoS.Tool.Tests.Commands;

public sealed class StreamCommandTests(TrainedModel model) : IClassFixture<TrainedModel>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["deployed"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Deploy_FrontEndThenVerify_DecidesAsTheEngine()
    {
        Assert.SkipUnless(HasGcc(), "gcc is not here (Debian: apt-get install gcc libc6-dev)");
        string json = _folder["verify.json"];

        CommandResult deployed = Deploy("--front-end", "--stream-hop", "0.5s", "--smoothing", "majority:3", "--reject-below", "0.6", "--switch-margin", "0.2", "--refractory", "2s", "--data", model.Data);
        CommandResult verified = CommandResult.Of("verify", Target, "--host", "--json", json);

        Assert.True(deployed.ExitCode == ExitCode.Done, deployed.Messages);
        Assert.Contains("Stream       windows of", deployed.Output, StringComparison.Ordinal);
        Assert.True(verified.ExitCode == ExitCode.Done, verified.Output + verified.Messages);
        JsonElement stream = JsonDocument.Parse(File.ReadAllText(json)).RootElement.GetProperty("hostStream");
        Assert.True(stream.GetProperty("decisions").GetInt32() > 20);
        Assert.Equal(stream.GetProperty("decisions").GetInt32(), stream.GetProperty("equal").GetInt32());
    }

    [Theory]
    [InlineData("\"decimation\": 1", "\"decimation\": 0")]
    [InlineData("\"smoothing\": \"Average\"", "\"smoothing\": \"Median\"")]
    [InlineData("\"rejectBelow\": 0.5", "\"rejectBelow\": 1.5")]
    [InlineData("\"tableBytes\": 0,", "")]
    public void Deploy_FrontEnd_KeepsTheSchema(string text, string broken)
    {
        Deploy("--front-end", "--smoothing", "average:0.25", "--reject-below", "0.5");
        string manifest = File.ReadAllText(Path.Combine(Target, "manifest.json"));

        Assert.Contains(text, manifest, StringComparison.Ordinal);
        Assert.Empty(ManifestSchema.Errors(manifest));
        Assert.NotEmpty(ManifestSchema.Errors(manifest.Replace(text, broken, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("--smoothing needs --front-end", "--smoothing", "none")]
    [InlineData("--smoothing must be none, majority:K with 1 to 1000 windows, or average:X", "--front-end", "--smoothing", "majority:0")]
    [InlineData("Got 'average:2'", "--front-end", "--smoothing", "average:2")]
    [InlineData("--stream-hop must be a number of samples, or of seconds", "--front-end", "--stream-hop", "1m")]
    [InlineData("--stream-rate must be the", "--front-end", "--stream-rate", "75")]
    [InlineData("--refractory must be a number of samples", "--front-end", "--refractory", "-1")]
    [InlineData("--reject-below must be a number of at least 0 and below 1", "--front-end", "--reject-below", "2")]
    [InlineData("--front-end needs C code to stand in", "--front-end", "--target", "onnx")]
    public void Deploy_WrongOption_IsNamed(string message, params string[] options)
    {
        CommandResult result = Deploy(options);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains(message, result.Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    private CommandResult Deploy(params string[] options) =>
        CommandResult.Of(["deploy", model.Path, "-o", Target, .. options, .. options.Contains("--target") ? (string[])[] : ["--target", "c99"]]);

    private static bool HasGcc()
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo("gcc", "--version") { RedirectStandardOutput = true });
            process?.WaitForExit();
            return process is not null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
