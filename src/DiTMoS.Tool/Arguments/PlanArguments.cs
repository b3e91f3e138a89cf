using System.CommandLine;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;

namespace DiTMoS.Tool.Arguments;

/// <summary>The board of a deployment, and what its plan has to keep to.</summary>
internal sealed class PlanArguments
{
    private readonly Option<string?> _board = OptionOf.Text("--board", "BOARD", $"The board: {string.Join(", ", Board.Known.Select(board => board.Name))}, or a .json file that describes one. Default: {Board.Stm32F767ZI.Name}.");

    private readonly Option<PlacementStrategy?> _strategy = OptionOf.Choice(
        "--strategy",
        "Where features of the selector wait for the classifier: ram, flash (as published; wears it out), recompute (less RAM, the first block twice), auto (the fastest within the limits). Default: auto.",
        ("auto", PlacementStrategy.Auto),
        ("ram", PlacementStrategy.Ram),
        ("flash", PlacementStrategy.Flash),
        ("recompute", PlacementStrategy.Recompute));

    private readonly Option<int?> _ram = OptionOf.WholeNumber("--ram", "The largest arena in bytes, the window included. Default: the board's RAM.", least: 1);
    private readonly Option<double?> _latency = OptionOf.Number("--latency", "The longest estimated inference in milliseconds. Default: no limit.");
    private readonly Option<double?> _rate = OptionOf.Number("--inferences-per-second", "How often inferences are made, from which flash wear is computed. Default: 1.");
    private readonly Option<double?> _lifetime = OptionOf.Number("--lifetime", "The years that flash has to last where features are written to it. Default: 10.");
    private readonly Option<bool> _wear = OptionOf.Switch("--allow-flash-wear", "Make a plan that wears the flash out earlier, too.");

    public void AddTo(Command command)
    {
        command.Add(_board);
        command.Add(_strategy);
        command.Add(_ram);
        command.Add(_latency);
        command.Add(_rate);
        command.Add(_lifetime);
        command.Add(_wear);
    }

    /// <summary>The board that was named.</summary>
    public Board BoardOf(ParseResult parsed) => parsed.GetValue(_board) is { } name ? Board.Find(name) : Board.Stm32F767ZI;

    /// <summary>The limits that were named.</summary>
    public PlanOptions Options(ParseResult parsed)
    {
        var byDefault = new PlanOptions();
        return new PlanOptions
        {
            Strategy = parsed.GetValue(_strategy) ?? byDefault.Strategy,
            RamLimitBytes = parsed.GetValue(_ram),
            LatencyLimitMs = parsed.GetValue(_latency),
            InferencesPerSecond = parsed.GetValue(_rate) ?? byDefault.InferencesPerSecond,
            RequiredLifetimeYears = parsed.GetValue(_lifetime) ?? byDefault.RequiredLifetimeYears,
            AllowFlashWear = parsed.GetValue(_wear),
        };
    }
}
