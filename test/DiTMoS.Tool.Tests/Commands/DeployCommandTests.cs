using System.Diagnostics;
using System.Text.Json;

namespace DiTMoS.Tool.Tests.Commands;

public sealed class DeployCommandTests(TrainedModel model) : IClassFixture<TrainedModel>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["deployed"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Deploy_ThenVerify_FindsAllAsItShouldBe()
    {
        string json = _folder["verify.json"];

        CommandResult deployed = CommandResult.Of("deploy", model.Path, "--board", "stm32f767zi", "--target", "onnx", "-o", Target, "--data", model.Data, "--windows", "40");
        CommandResult verified = CommandResult.Of("verify", Target, "--json", json);

        Assert.Equal(ExitCode.Done, deployed.ExitCode);
        Assert.Contains("40 of", deployed.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, verified.ExitCode);
        JsonElement figures = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.Equal(
            ["valid", "arenaBytes", "flashBytes", "windows", "labelsEqual", "routesEqual", "maxAbsDifference", "checks"],
            figures.EnumerateObject().Select(property => property.Name).Take(8));
        Assert.True(figures.GetProperty("valid").GetBoolean());
        Assert.Equal((40, 40, 40), (Number("windows"), Number("labelsEqual"), Number("routesEqual")));

        int Number(string name) => figures.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Deploy_NoRecordings_KeepsTheModelsValidationWindows()
    {
        CommandResult deployed = CommandResult.Of("deploy", model.Path, "-o", Target);

        Assert.Contains("validation windows that the model keeps, to verify with", deployed.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, CommandResult.Of("verify", Target).ExitCode);
    }

    [Fact]
    public void Verify_Twice_ChangesNothing()
    {
        CommandResult.Of("deploy", model.Path, "-o", Target);

        CommandResult.Of("verify", Target);

        Assert.Equal(ExitCode.Done, CommandResult.Of("verify", Target).ExitCode);
    }

    [Fact]
    public async Task Verify_InsideAFolderWithProgramsOfItsOwn_RunsNoneOfThem()
    {
        CommandResult.Of("deploy", model.Path, "-o", Target);
        string marker = _folder["ran"];
        File.WriteAllText(Path.Combine(Target, "onnx", "__init__.py"), $"open(r'{marker}', 'w').close()");
        string python = Path.Combine(Target, "python3");
        File.WriteAllText(python, $"#!/bin/sh\ntouch '{marker}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Cli).Assembly.Location, "verify", "."]) { WorkingDirectory = Target, RedirectStandardError = true, RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == ExitCode.Done, output);
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public void Verify_OtherRecordings_RunsThoseInstead()
    {
        CommandResult.Of("deploy", model.Path, "-o", Target);

        CommandResult verified = CommandResult.Of("verify", Target, "--data", TestRecordings.WriteOther(_folder["other.npz"]));

        Assert.Equal(ExitCode.Done, verified.ExitCode);
        Assert.Contains("64 windows in", verified.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("must be stm32f767zi, stm32f446re, stm32g071rb or a .json file", "--board", "esp32")]
    [InlineData("the smallest arena that this model can have", "--ram", "100")]
    [InlineData("Latency limit", "--latency", "0.001")]
    [InlineData("Flash wear", "--strategy", "flash")]
    [InlineData("--target must be onnx, c99 or all", "--target", "wasm")]
    public void Deploy_WhatCannotBe_SaysWhyAndWritesNothing(string message, params string[] options)
    {
        CommandResult result = CommandResult.Of(["deploy", model.Path, "-o", Target, .. options]);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains(message, result.Messages, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Deploy_PathUnderAFile_IsRefused()
    {
        File.WriteAllText(_folder["file"], "");

        CommandResult result = CommandResult.Of("deploy", model.Path, "-o", Path.Combine(_folder["file"], "deployed"));

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("must be a folder that can be written", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_AlteredSlice_IsNotValid()
    {
        CommandResult.Of("deploy", model.Path, "-o", Target);
        File.AppendAllText(Path.Combine(Target, "onnx", "slices", "selector_slice_0.onnx"), "x");

        CommandResult verified = CommandResult.Of("verify", Target);

        Assert.Equal(ExitCode.BadInput, verified.ExitCode);
        Assert.Contains("onnx/slices/selector_slice_0.onnx", verified.Output, StringComparison.Ordinal);
        Assert.Contains("Not valid.", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_EditedManifest_WritesThatItIsNotValid()
    {
        string json = _folder["verify.json"];
        CommandResult.Of("deploy", model.Path, "-o", Target);
        CommandResult.Of("verify", Target, "--json", json);
        File.AppendAllText(Path.Combine(Target, "manifest.json"), "x");

        CommandResult verified = CommandResult.Of("verify", Target, "--json", json);

        Assert.Equal(ExitCode.BadInput, verified.ExitCode);
        Assert.False(JsonDocument.Parse(File.ReadAllText(json)).RootElement.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public void Verify_FolderOfSomethingElse_SaysWhatItNeeds()
    {
        Directory.CreateDirectory(Target);

        CommandResult verified = CommandResult.Of("verify", Target);

        Assert.Equal(ExitCode.BadInput, verified.ExitCode);
        Assert.Contains("Name a folder that 'ditmos deploy' wrote", verified.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_KilledAtRandomMoments_LeavesADeploymentWhole()
    {
        const int Kills = 8;
        CommandResult.Of("deploy", model.Path, "-o", Target, "--strategy", "ram");
        var random = new SeededRandom(1, "kill");
        long began = Stopwatch.GetTimestamp();
        await Deploy(null);
        var wholeMs = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds;

        for (int i = 0; i < Kills; i++)
        {
            await Deploy(random.Next(wholeMs));

            CommandResult verified = CommandResult.Of("verify", Directory.Exists(Target) ? Target : _folder[".deployed.old"]);
            Assert.True(verified.ExitCode == ExitCode.Done, $"{string.Join(", ", _folder.Names)}: {verified.Output}{verified.Messages}");
        }

        CommandResult.Of("deploy", model.Path, "-o", Target);
        Assert.Equal(["deployed"], _folder.Names);

        async Task Deploy(int? killAfterMs)
        {
            using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Cli).Assembly.Location, "deploy", model.Path, "-o", Target]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            Task output = Task.WhenAll(process.StandardError.ReadToEndAsync(CancellationToken.None), process.StandardOutput.ReadToEndAsync(CancellationToken.None));
            if (killAfterMs is { } moment)
            {
                await Task.WhenAny(process.WaitForExitAsync(CancellationToken.None), Task.Delay(moment, TestContext.Current.CancellationToken));
                process.Kill();
            }

            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await output;
        }
    }
}
