using System.CommandLine;
using DiTMoS.Data.Catalogue;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Figures;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands.Data;

/// <summary><c>ditmos data list</c>: the public data sets whose original files can be read, and the general formats.</summary>
internal sealed class DataListCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Argument<string?> _name = new("NAME") { Description = "Show the cards whose name, format or task has this in it.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _json = CommonArguments.Json();

    public DataListCommand(Terminal terminal)
        : base("list", "Shows the public data sets that can be read as they are downloaded: task, shape, licence, where to get them.")
    {
        _terminal = terminal;
        Add(_name);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string? json = parsed.GetValue(_json);
        OutputFile.Check("--json", json);
        string? name = parsed.GetValue(_name);
        DatasetCard[] cards = [.. DatasetCards.All.Where(card => name is null || Array.Exists([card.Name, card.Format, card.Task], text => text.Contains(name, StringComparison.OrdinalIgnoreCase)))];
        if (cards.Length == 0)
        {
            throw new OptionException($"NAME must be part of a data set's name, format or task. Got '{name}'. Leave it out to see all.");
        }

        FiguresJson.Write(json, cards, FiguresJson.Default.DatasetCardArray);
        foreach (DatasetCard card in cards)
        {
            string subjects = card.Subjects is { } count ? $", {Show.Of(count, "subject")}" : "";
            _terminal.Line($"{card.Name}");
            _terminal.Line($"  task     {card.Task}: {card.Classes} classes{subjects}");
            _terminal.Line($"  shape    {card.Shape}");
            _terminal.Line($"  split    {card.Split}");
            _terminal.Line($"  licence  {card.Licence}");
            _terminal.Line($"  home     {card.Home}");
            _terminal.Line($"  format   {card.Format}");
            _terminal.Line("");
        }

        if (name is null)
        {
            _terminal.Line("Recordings of your own: csv (a file each, or one file with columns for recording, subject and label), npz, wav-folders, ts, arff. A format is found by content; --format forces one.");
        }

        return ExitCode.Done;
    }
}
