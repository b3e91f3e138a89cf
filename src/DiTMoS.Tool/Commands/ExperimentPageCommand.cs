using System.CommandLine;
using System.Text;
using DiTMoS.Experiments.Pages;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos experiment page</c>: writes the page of results from the files of the runs, or checks that it is what they give.</summary>
internal sealed class ExperimentPageCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _results = OptionOf.Text("--results", "FOLDER", "The folder that holds a folder of runs for each experiment. Default: docs/results.");
    private readonly Option<string?> _output = OptionOf.Text("--output", "FILE", "The page. Default: beside the folder, under its name with .md.", "-o");
    private readonly Option<bool> _check = OptionOf.Switch("--check", "Write nothing, and fail where the page is not what the runs give.");

    public ExperimentPageCommand(Terminal terminal)
        : base("page", "Writes the page of results from the files of the runs.")
    {
        _terminal = terminal;
        Add(_results);
        Add(_output);
        Add(_check);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string folder = Path.TrimEndingDirectorySeparator(parsed.GetValue(_results) ?? Path.Combine("docs", "results"));
        if (!Directory.Exists(folder))
        {
            throw new OptionException($"--results must be a folder of experiments. There is none at '{folder}'.");
        }

        string output = parsed.GetValue(_output) ?? folder + ".md";
        string text = ResultsPage.Text(folder);
        if (!parsed.GetValue(_check))
        {
            OutputFile.Write("--output", output, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            _terminal.Line($"Wrote {output}.");
            return ExitCode.Done;
        }

        bool isSame = File.Exists(output) && File.ReadAllText(output) == text;
        if (isSame)
        {
            _terminal.Line($"{output} is what the runs give.");
            return ExitCode.Done;
        }

        _terminal.Error($"{output} must be what the runs in {folder} give, but it differs. Write it anew by ditmos experiment page.");
        return ExitCode.BadInput;
    }
}
