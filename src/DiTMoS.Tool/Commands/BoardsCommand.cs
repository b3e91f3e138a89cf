using System.CommandLine;
using System.Text;
using DiTMoS.Planning.Boards;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos boards</c>: the boards that a deployment can be planned for, and one of them as a file to make another from.</summary>
internal sealed class BoardsCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Argument<string?> _board = new("BOARD") { Description = "A board's name, or a .json file that describes one. Default: all known ones.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _output = OptionOf.Text("--output", "FILE", "Write the board to this .json file, to be changed and given to deploy as --board.", "-o");

    public BoardsCommand(Terminal terminal)
        : base("boards", "Shows the microcontroller boards that are known, or writes one to a file, from which another is made.")
    {
        _terminal = terminal;
        Add(_board);
        Add(_output);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string? name = parsed.GetValue(_board);
        string? output = parsed.GetValue(_output);
        IReadOnlyList<Board> boards = name is null ? Board.Known : [Board.Find(name)];
        if (output is not null)
        {
            Write(output, name is null ? throw new OptionException($"--output: must be with one board to write. Name one of {string.Join(", ", Board.Known.Select(board => board.Name))}.") : boards[0]);
        }

        var table = new TextTable("board", "core", ">clock", ">RAM", ">flash", ">largest sector", ">erasures", ">cycles per multiplication");
        foreach (Board board in boards)
        {
            table.Row(
                board.Name,
                board.Core,
                $"{Show.Number(board.ClockHz / 1e6)} MHz",
                Show.Kibibytes(board.RamBytes),
                Show.Kibibytes(board.FlashBytes),
                Show.Kibibytes(board.FlashSectors.Max(sectors => sectors.Bytes)),
                Show.Count(board.FlashEraseCycles),
                Show.Number(board.CyclesPerMac));
        }

        _terminal.Table(table.Build());
        _terminal.Line("Cycles per multiplication are what latency is estimated by, not measured:");
        foreach (Board board in boards)
        {
            _terminal.Line($"  {board.Name}: {board.CyclesPerMacSource ?? "nothing is said of where they come from"}.");
        }

        return ExitCode.Done;
    }

    private void Write(string path, Board board)
    {
        OutputFile.Check(_output.Name, path);
        OutputFile.Write(_output.Name, path, stream => stream.Write(Encoding.UTF8.GetBytes(board.ToJson() + "\n")));
        _terminal.Line($"Board {board.Name} is in {path}. Change it, and deploy with --board {path}.");
    }
}
