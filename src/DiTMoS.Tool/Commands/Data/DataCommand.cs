using System.CommandLine;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands.Data;

/// <summary><c>ditmos data</c>: what can be read, what is in it, and how it is taken into other forms.</summary>
internal sealed class DataCommand : Command
{
    public DataCommand(Terminal terminal)
        : base("data", "Lists, checks, converts and splits recordings.")
    {
        Add(new DataListCommand(terminal));
        Add(new DataCheckCommand(terminal));
        Add(new DataConvertCommand(terminal));
        Add(new DataSplitCommand(terminal));
    }
}
