using System.CommandLine;
using DiTMoS.Data;

namespace DiTMoS.Tool.Arguments;

/// <summary>How windows are split into training, validation and test parts.</summary>
internal sealed class SplitArguments
{
    private readonly Option<SplitKind?> _kind = OptionOf.Choice(
        "--split",
        "What the split keeps together. Default: subject where subjects are known, else trial, else random.",
        ("random", SplitKind.Random),
        ("trial", SplitKind.Trial),
        ("subject", SplitKind.Subject),
        ("official", SplitKind.Official));

    private readonly Option<string[]> _testSubjects = OptionOf.Names("--test-subjects", "Subjects to test. Default: every fourth.");
    private readonly Option<string?> _leaveOut = OptionOf.Text("--leave-out", "SUBJECT", "The one subject to test; all others are trained on.");
    private readonly Option<int?> _folds = OptionOf.WholeNumber("--folds", "Split into N folds, of which one is tested.", least: 2);
    private readonly Option<int?> _fold = OptionOf.WholeNumber("--fold", "Which fold is tested, from 0. Default: 0.", least: 0);
    private readonly Option<double?> _validation = OptionOf.Number("--validation", "The share of what is not tested that is held back to choose the epoch; 0 for none. Default: 0.2.", 0, 1);

    private Option[] All => [_kind, _testSubjects, _leaveOut, _folds, _fold, _validation];

    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether any of the options was given.</summary>
    public bool AreGiven(ParseResult parsed) => All.Any(option => parsed.GetResult(option) is not null);

    /// <summary>Splits the windows as the options say.</summary>
    public DataSplit Split(ParseResult parsed, WindowSet windows, int seed)
    {
        string[]? testSubjects = parsed.GetValue(_testSubjects) is { Length: > 0 } names ? names : null;
        if (parsed.GetValue(_leaveOut) is { } subject)
        {
            testSubjects = testSubjects is null ? [subject] : throw new OptionException("--leave-out and --test-subjects both name the subjects to test. Leave one of them out.");
        }

        var defaults = new SplitOptions();
        return DataSplitter.Split(windows, new SplitOptions
        {
            Kind = parsed.GetValue(_kind) ?? (testSubjects is null ? DefaultKind(windows) : SplitKind.Subject),
            TestSubjects = testSubjects,
            Folds = parsed.GetValue(_folds),
            Fold = parsed.GetValue(_fold) ?? defaults.Fold,
            ValidationFraction = parsed.GetValue(_validation) ?? defaults.ValidationFraction,
            Seed = seed,
        });
    }

    private static SplitKind DefaultKind(WindowSet windows) =>
        HasSeveral(windows.Subjects) ? SplitKind.Subject : HasSeveral(windows.Trials) ? SplitKind.Trial : SplitKind.Random;

    private static bool HasSeveral(int[]? groups) => groups is not null && groups.Any(group => group != groups[0]);
}
