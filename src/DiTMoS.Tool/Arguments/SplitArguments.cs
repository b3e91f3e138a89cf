using System.CommandLine;
using DiTMoS.Data;
using DiTMoS.Networks;

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
    private readonly Option<double?> _validation = OptionOf.Number("--validation", "The share of what is not tested that is held back; it calibrates the probabilities and, with --preset as-published, chooses the epoch. 0 for none. Default: 0.2.", 0, 1);

    private readonly Option<string?> _file = OptionOf.Text("--split-file", "FILE", "A split that was saved for these windows, or by hand for their subjects; in the stead of all other options of the split.");

    private Option[] All => [_kind, _testSubjects, _leaveOut, _folds, _fold, _validation, _file];

    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether any of the options was given.</summary>
    public bool AreGiven(ParseResult parsed) => All.Any(option => parsed.GetResult(option) is not null);

    /// <summary>The split file that was named; null where there was none.</summary>
    public string? File(ParseResult parsed) => parsed.GetValue(_file);

    /// <summary>Splits the windows as the options say.</summary>
    public DataSplit Split(ParseResult parsed, WindowSet windows, int seed)
    {
        if (File(parsed) is { } file)
        {
            return All.FirstOrDefault(option => option != _file && parsed.GetResult(option) is not null) is { } other
                ? throw new OptionException($"--split-file and {other.Name} both say how to split. Leave one of them out.")
                : SplitFile.Load(file, windows);
        }

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

    /// <summary>The windows of a model that is fine-tuned: as the options say, else as the model was trained, where it was on the same windows.</summary>
    /// <exception cref="OptionException">The model has learnt from windows, or was chosen by windows, that would be tested.</exception>
    public DataSplit SplitFor(DiTMoSModel model, ParseResult parsed, WindowSet windows, int seed)
    {
        TrainingRecord record = model.Record;
        if (record.DataDigest is null || windows.Digest() != record.DataDigest)
        {
            return Split(parsed, windows, seed);
        }

        if (!AreGiven(parsed) && record.TrainRows.Count > 0 && record.TestRows.Count > 0)
        {
            return DataSplit.Create(windows, KindOf(windows, record), record.Split, [.. record.TrainRows], [.. record.ValidationRows], [.. record.TestRows]);
        }

        DataSplit split = Split(parsed, windows, seed);
        int learnt = split.Test.Intersect(record.TrainRows.Concat(record.ValidationRows)).Count();
        return learnt == 0 ? split : throw new OptionException(
            $"--from: windows to test must be new to the model. {learnt} of {split.Test.Length} are windows that it was trained or selected on. Leave the options of the split out: the model's own split is then used again.");
    }

    private static SplitKind KindOf(WindowSet windows, TrainingRecord record) =>
        AreApart(windows.Subjects, record) ? SplitKind.Subject : AreApart(windows.Trials, record) ? SplitKind.Trial : SplitKind.Random;

    // Whether every group is in one part only.
    private static bool AreApart(int[]? groups, TrainingRecord record)
    {
        if (groups is null)
        {
            return false;
        }

        int[][] parts = [.. new[] { record.TrainRows, record.ValidationRows, record.TestRows }.Select(rows => rows.Select(row => groups[row]).Distinct().ToArray())];
        return parts.Sum(part => part.Length) == parts.SelectMany(part => part).Distinct().Count();
    }

    private static SplitKind DefaultKind(WindowSet windows) =>
        HasSeveral(windows.Subjects) ? SplitKind.Subject : HasSeveral(windows.Trials) ? SplitKind.Trial : SplitKind.Random;

    private static bool HasSeveral(int[]? groups) => groups is not null && groups.Any(group => group != groups[0]);
}
