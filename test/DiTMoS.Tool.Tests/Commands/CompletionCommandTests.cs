using System.Diagnostics;

namespace DiTMoS.Tool.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("ditmos dep", "deploy")]
    [InlineData("ditmos verify --ho", "--host")]
    [InlineData("/usr/bin/ditmos data ch", "check")]
    [InlineData("ditmos deploy --strategy re", "recompute")]
    public void Complete_BeginningOfAWord_GivesTheWord(string line, string word)
    {
        CommandResult result = CommandResult.Of("complete", "--", line);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains(word, result.Output.Split('\n'));
    }

    [Fact]
    public void Complete_Position_LooksAtWhatStandsBeforeIt()
    {
        CommandResult result = CommandResult.Of("complete", "--position", "10", "--", "ditmos dep train");

        Assert.Equal("deploy", result.Output.Trim());
    }

    [Theory]
    [InlineData("deplyo", "Did you mean 'deploy'?", "deplyo")]
    [InlineData("--hsot", "Did you mean '--host'?", "verify", "x", "--hsot")]
    [InlineData("--verbos", "Did you mean '--verbose'?", "inspect", "x", "--verbos")]
    public void Parse_WordThatIsNearlyOne_NamesTheNearest(string word, string meant, params string[] arguments)
    {
        CommandResult result = CommandResult.Of(arguments);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains($"'{word}'. {meant}", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WordThatIsLikeNone_GuessesNothing()
    {
        CommandResult result = CommandResult.Of("zzzzzzzz");

        Assert.DoesNotContain("Did you mean", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Completion_OfAShell_NamesTheCommandThatItAsks(string shell)
    {
        CommandResult result = CommandResult.Of("completion", shell);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("ditmos complete --position", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Completion_Bash_CompletesALine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/bin/bash"), "bash is not here");
        string script = CommandResult.Of("completion", "bash").Output;
        string tool = typeof(Cli).Assembly.Location;
        string test = $"ditmos() {{ dotnet '{tool}' \"$@\"; }}\n{script}\nCOMP_LINE='ditmos insp'; COMP_POINT=11; _ditmos; echo \"${{COMPREPLY[*]}}\"";

        using Process process = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", test]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal("inspect", output.Trim());
    }

    [Fact]
    public void Completion_OfNoShell_SaysWhichThereAre()
    {
        CommandResult result = CommandResult.Of("completion", "tcsh");

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("bash, zsh, fish, pwsh", result.Messages, StringComparison.Ordinal);
    }
}
