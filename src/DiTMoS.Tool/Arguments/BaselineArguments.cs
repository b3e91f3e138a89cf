using System.CommandLine;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Tool.Arguments;

/// <summary>Which model is trained: a selector with its classifiers, or one that it is compared with.</summary>
internal sealed class BaselineArguments
{
    private static readonly (string Word, Baseline Baseline)[] Baselines =
    [
        ("sigcla", Baseline.SigCla),
        ("sigcla-kd", Baseline.SigClaKD),
        ("ada-moe", Baseline.AdaMoE),
        ("ensemble", Baseline.Ensemble),
        ("naive", Baseline.NaiveSelection),
        ("tiny", Baseline.Tiny),
        ("strong", Baseline.Strong),
    ];

    // The index in Baselines; -1 for the method that is none.
    private readonly Option<int?> _method = OptionOf.Choice(
        "--method",
        "What to train with the recipe's optimiser, epochs and augmentation: a selector and classifiers (default), or a model to compare them with. sigcla: one six-layer network within their budget; "
            + "sigcla-kd: the same, distilled from the strong model; ada-moe: a mixture of experts without aggregation; ensemble: two tiny networks, averaged; naive: classifiers and then a selector; "
            + "tiny: one tiny network; strong: the strong model. Default: default.",
        [("default", -1), .. Baselines.Select((choice, i) => (choice.Word, i))]);

    public void AddTo(Command command) => command.Add(_method);

    /// <summary>The baseline that was asked for; null for a selector and classifiers.</summary>
    public Baseline? Chosen(ParseResult parsed) => parsed.GetValue(_method) is { } index and >= 0 ? Baselines[index].Baseline : null;

    /// <summary>Refuses options that the baseline would not read.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="parsed">What was typed.</param>
    /// <exception cref="OptionException">There is such an option.</exception>
    public static void Check(Baseline baseline, ParseResult parsed)
    {
        string[] unread =
        [
            "--preset", "--from", "--select-on-test", "--resume", "--save-strong",
            .. baseline == Baseline.SigClaKD ? Array.Empty<string>() : ["--strong"],
            .. baseline is Baseline.AdaMoE or Baseline.NaiveSelection ? Array.Empty<string>() : ["--classifiers"],
            .. baseline == Baseline.Strong ? ["--widths", "--kernels", "--fc"] : Array.Empty<string>(),
        ];
        foreach (Option option in parsed.CommandResult.Command.Options)
        {
            if (unread.Contains(option.Name) && parsed.GetResult(option) is { Implicit: false })
            {
                throw new OptionException($"{option.Name} must not be given with --method {Word(baseline)}, which does not read it. Leave one of the two out.");
            }
        }
    }

    private static string Word(Baseline baseline) => Baselines.First(choice => choice.Baseline == baseline).Word;
}
