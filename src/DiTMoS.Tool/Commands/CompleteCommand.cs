using System.CommandLine;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos complete</c>, for shells: the words that may stand at a place of a line.</summary>
internal sealed class CompleteCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Command _root;
    private readonly Argument<string> _line = new("LINE") { Description = "The line, from 'ditmos' on." };
    private readonly Option<int?> _position = OptionOf.WholeNumber("--position", "How many characters of it stand before the cursor. Default: all.", least: 0);

    /// <param name="terminal">Where words go.</param>
    /// <param name="root">The command whose words they are.</param>
    public CompleteCommand(Terminal terminal, Command root)
        : base("complete", "Writes the words that may stand at a place of a line, one per line, for the scripts of 'ditmos completion'.")
    {
        _terminal = terminal;
        _root = root;
        Hidden = true;
        Add(_line);
        Add(_position);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string line = parsed.GetRequiredValue(_line);
        int position = Math.Min(parsed.GetValue(_position) ?? line.Length, line.Length);
        string typed = line[..position];
        int name = typed.IndexOf(' ', StringComparison.Ordinal);    // what the command is called by the shell, such as a path to it
        string words = name < 0 ? "" : typed[(name + 1)..];
        foreach (string word in _root.Parse(words).GetCompletions(words.Length).Select(item => item.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            _terminal.Line(word);
        }

        return ExitCode.Done;
    }
}
