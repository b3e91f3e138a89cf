using System.CommandLine;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands;

internal sealed class ExperimentPageCommand : Command
{
    public ExperimentPageCommand(Terminal terminal) : base("page", "x") { _ = terminal; }
}
