using System.Diagnostics;
using System.Text.Json;

namespace DiTMoS.Tool.Tests.Commands;

public sealed class VerifyC99Tests(TrainedModel model) : IClassFixture<TrainedModel>, IDisposable
{
    private const string Packages = "gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm";

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["deployed"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Verify_HostAndEmulator_ReportsInstructionsAndBytes()
    {
        Assert.SkipUnless(Runs("gcc") && Runs("arm-none-eabi-gcc") && Runs("qemu-system-arm"), $"gcc, arm-none-eabi-gcc or qemu-system-arm are not here (Debian: apt-get install gcc libc6-dev {Packages}, or build/emulator)");
        string json = _folder["verify.json"];
        CommandResult.Of("deploy", model.Path, "--target", "c99", "-o", Target, "--data", model.Data, "--windows", "20");

        CommandResult verified = CommandResult.Of("verify", Target, "--host", "--emulator", "--json", json);

        Assert.True(verified.ExitCode == ExitCode.Done, verified.Output + verified.Messages);
        Assert.Contains("They are no cycles", verified.Output, StringComparison.Ordinal);
        Assert.Contains("Time and energy are estimates, not measured", verified.Output, StringComparison.Ordinal);
        JsonElement figures = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.All(["stackBytes", "codeBytes", "constantBytes", "arenaBytes"], name => Assert.True(Number(figures, name) > 0, name));
        Assert.Equal(0, Number(figures, "staticRamBytes"));
        Assert.Equal((20, 20, 20), (Number(figures, "windows"), Number(figures, "labelsEqual"), Number(figures, "routesEqual")));
        Assert.Equal(Number(figures, "instructions") / Number(figures, "macs"), Number(figures, "instructionsPerMac"), 1e-9);
        JsonElement[] layers = [.. figures.GetProperty("layers").EnumerateArray()];
        Assert.Equal(Number(figures, "macs"), layers.Sum(layer => Number(layer, "macs")));
        Assert.InRange(layers.Sum(layer => Number(layer, "instructions")), 0.9 * Number(figures, "instructions"), 1.1 * Number(figures, "instructions"));
        Assert.All(["arenaBytes", "stackBytes", "constantBytes"], name => Assert.All(layers, layer => Assert.True(Number(layer, name) >= 0, name)));
    }

    [Theory]
    [InlineData("--emulator", "apt-get install " + Packages)]
    [InlineData("--host", "apt-get install gcc libc6-dev")]
    public async Task Verify_NoCompiler_NamesThePackages(string option, string message)
    {
        CommandResult.Of("deploy", model.Path, "--target", "c99", "-o", Target, "--data", model.Data, "--windows", "2");
        var start = new ProcessStartInfo(DotNet(), [typeof(Cli).Assembly.Location, "verify", Target, option])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = _folder["nothing"];

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.BadInput, process.ExitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unexpected", await output + error, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_NoCode_IsNotValid()
    {
        CommandResult.Of("deploy", model.Path, "--target", "onnx", "-o", Target, "--data", model.Data, "--windows", "2");

        CommandResult verified = CommandResult.Of("verify", Target, "--host");

        Assert.Equal(ExitCode.BadInput, verified.ExitCode);
        Assert.Contains("deploy the model again, for the target c99", verified.Output, StringComparison.Ordinal);
    }

    /// <summary>The program as a whole path, as the PATH is taken away.</summary>
    private static string DotNet() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"))
        .First(File.Exists);

    private static double Number(JsonElement figures, string name) => figures.GetProperty(name).GetDouble();

    private static bool Runs(string program)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
