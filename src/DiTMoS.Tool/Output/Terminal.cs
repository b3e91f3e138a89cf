using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DiTMoS.Tool.Output;

/// <summary>Where a command writes: results to the output, all else to the messages beside it.</summary>
/// <remarks>Text may come from a file, so control characters are taken out of it: a file must not steer the terminal.</remarks>
internal sealed class Terminal : IDisposable
{
    private const int WidthOfTables = 200;
    private readonly IAnsiConsole? _display;

    /// <summary>A terminal of two writers.</summary>
    /// <param name="output">Takes results.</param>
    /// <param name="messages">Takes notes, errors and progress.</param>
    /// <param name="display">Shows progress that changes in place; null to print progress line by line.</param>
    public Terminal(TextWriter output, TextWriter messages, IAnsiConsole? display = null)
    {
        Output = output;
        Messages = messages;
        _display = display;
    }

    /// <summary>Takes results; flushed when the command ends.</summary>
    public TextWriter Output { get; }

    /// <summary>Takes notes, errors and progress.</summary>
    public TextWriter Messages { get; }

    /// <summary>Shows progress that changes in place; null where progress is printed line by line.</summary>
    public IAnsiConsole? Display => _display;

    /// <summary>The terminal that the process was started in.</summary>
    public static Terminal OfProcess()
    {
        TextWriter output = Console.IsOutputRedirected
            ? new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 15)
            : Console.Out;
        return new Terminal(output, Console.Error, IsWatched() ? Plain(Console.Error, AnsiSupport.Detect) : null);
    }

    /// <summary>A line of the result.</summary>
    public void Line(string text) => Output.WriteLine(Clean(text));

    /// <summary>A table of the result.</summary>
    public void Table(IRenderable table)
    {
        using var text = new StringWriter();
        IAnsiConsole console = Plain(text, AnsiSupport.No);
        console.Profile.Width = WidthOfTables;      // a row that is broken into lines cannot be read
        console.Profile.Capabilities.Unicode = Output.Encoding.CodePage == Encoding.UTF8.CodePage || Output is StringWriter;
        console.Write(table);
        foreach (string line in text.ToString().Split('\n'))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                Output.WriteLine(line.TrimEnd());
            }
        }

        Output.WriteLine();
    }

    /// <summary>A line beside the result.</summary>
    public void Message(string text) => Messages.WriteLine(Clean(text));

    /// <summary>The one line that says why the command failed.</summary>
    public void Error(string text) => Message($"error: {text}");

    /// <summary>Text without control characters, on one line.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        string[] parts = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Concat(string.Join(' ', parts).Select(c => char.IsControl(c) ? '?' : c));
    }

    /// <inheritdoc/>
    public void Dispose() => Output.Dispose();

    // Whether somebody looks on: a terminal, not a log.
    private static bool IsWatched() =>
        !Console.IsErrorRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"))
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static IAnsiConsole Plain(TextWriter writer, AnsiSupport ansi) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = ansi,
        ColorSystem = ansi == AnsiSupport.No ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = InteractionSupport.No,
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        Out = new AnsiConsoleOutput(writer),
    });
}
