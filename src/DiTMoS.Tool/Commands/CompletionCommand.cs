using System.CommandLine;
using DiTMoS.Tool.Completion;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos completion</c>: the script that makes a shell complete commands and options.</summary>
internal sealed class CompletionCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _shell = new("SHELL") { Description = $"The shell: {string.Join(", ", ShellScripts.Shells)}." };

    public CompletionCommand(Terminal terminal)
        : base("completion", "Writes the script that makes a shell complete ditmos' commands and options; its first line says where it goes.")
    {
        _terminal = terminal;
        _shell.CompletionSources.Add(_ => ShellScripts.Shells.Select(shell => new System.CommandLine.Completions.CompletionItem(shell)));
        Add(_shell);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string shell = parsed.GetRequiredValue(_shell);
        if (!ShellScripts.Shells.Contains(shell))
        {
            throw new OptionException($"SHELL must be one of {string.Join(", ", ShellScripts.Shells)}. Got {DiTMoS.Data.Text.Shown(shell)}.");
        }

        foreach (string line in ShellScripts.Of(shell).Split('\n'))
        {
            _terminal.Line(line);
        }

        return ExitCode.Done;
    }
}
