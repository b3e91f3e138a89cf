using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Commands;
using DiTMoS.Tool.Commands.Data;
using DiTMoS.Tool.Completion;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool;

/// <summary>The command line: finds the command, runs it, and turns whatever goes wrong into one line and an exit code.</summary>
internal static class Cli
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The words behind <c>ditmos</c>.</param>
    /// <param name="terminal">Where text goes.</param>
    /// <param name="cancellation">Ends the command early, without leaving half-written files.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation)
    {
        var verbose = new Option<bool>("--verbose") { Description = "Show where in the program an unexpected failure came from.", Recursive = true };
        var root = new Command("ditmos", "Trains, evaluates, uses, inspects and deploys DiTMoS models: tiny networks that classify windows of sensor recordings.")
        {
            new HelpOption(),
            new VersionOption(),
            verbose,
            new TrainCommand(terminal, cancellation),
            new EvaluateCommand(terminal, cancellation),
            new PredictCommand(terminal, cancellation),
            new InspectCommand(terminal),
            new DeployCommand(terminal, cancellation),
            new VerifyCommand(terminal, cancellation),
            new BoardsCommand(terminal),
            new DataCommand(terminal),
            new CompletionCommand(terminal),
            new ExperimentCommand(terminal, cancellation),
            new ReportCommand(terminal),
        };
        root.Add(new CompleteCommand(terminal, root));
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is null or ParseErrorAction)
        {
            string problem = parsed.UnmatchedTokens is [var word, ..] ? $"There is no command or option '{word}'.{MeantBy(word, parsed.CommandResult)}" : parsed.Errors[0].Message;
            terminal.Error($"{problem} See '{NameOf(parsed)} --help'.");
            return ExitCode.BadInput;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Messages,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (DiTMoSException e)
        {
            terminal.Error(LibraryOptions.InWords(e));
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Message("Cancelled.");
            return ExitCode.Cancelled;
        }
#pragma warning disable CA1031 // the last place where a failure can be put into words
        catch (Exception e)
#pragma warning restore CA1031
        {
            bool isVerbose = parsed.GetValue(verbose);
            terminal.Error($"Unexpected {e.GetType().Name}: {e.Message}{(isVerbose ? "" : " The option --verbose shows where it came from.")}");
            if (isVerbose)
            {
                terminal.Messages.WriteLine(e);
            }

            return ExitCode.Failure;
        }
        finally
        {
            terminal.Output.Flush();
        }
    }

    /// <summary>The nearest of the words that could stand there.</summary>
    private static string MeantBy(string word, CommandResult place)
    {
        IEnumerable<Symbol> known = place.Command.Children.Where(symbol => !symbol.Hidden);
        for (SymbolResult? above = place.Parent; above is CommandResult { Command: var command }; above = above.Parent)
        {
            known = known.Concat(command.Options.Where(option => option.Recursive));
        }

        IEnumerable<string> words = known.SelectMany(symbol => symbol is Option option ? option.Aliases.Append(option.Name) : symbol is Command command ? [command.Name] : Array.Empty<string>());
        return NearestWord.Of(word, words) is { } meant ? $" Did you mean '{meant}'?" : "";
    }

    private static string NameOf(ParseResult parsed) =>
        parsed.CommandResult is { Parent: CommandResult, Command.Name: var name } ? $"ditmos {name}" : "ditmos";
}
