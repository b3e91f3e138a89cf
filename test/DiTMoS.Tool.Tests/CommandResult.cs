using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Tests;

/// <summary>What a command answered.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Messages)
{
    /// <summary>The lines beside the output.</summary>
    public string[] MessageLines => Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs a command in this process.</summary>
    public static CommandResult Of(params string[] args) => Of(args, new StringWriter(), CancellationToken.None);

    /// <summary>Runs a command in this process, with messages going to a writer that can look at them.</summary>
    public static CommandResult Of(string[] args, StringWriter messages, CancellationToken cancellation)
    {
        var output = new StringWriter();
        int exitCode = Cli.Run(args, new Terminal(output, messages), cancellation);
        return new CommandResult(exitCode, output.ToString(), messages.ToString());
    }
}
