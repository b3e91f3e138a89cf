using System.Globalization;

namespace DiTMoS.Data;

/// <summary>Divides windows into a training, a validation and a test part. Same windows, options and seed: same parts.</summary>
/// <remarks>The validation part is cut from what is not tested by the same grouping, so that it stands in for the test part.</remarks>
public static class DataSplitter
{
    private const int EveryNthSubject = 4;

    /// <summary>Divides the windows.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="options">How to divide.</param>
    /// <exception cref="OptionException">
    /// An option is out of range or does not go with another; the windows lack what the kind needs (subjects, trials,
    /// official folds); a named subject is not there; there are too few groups or windows; or a class would be missing in
    /// the training part.
    /// </exception>
    public static DataSplit Split(WindowSet windows, SplitOptions options)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(options);
        CheckOptions(windows, options);

        int[] rows = [.. Enumerable.Range(0, windows.Count)];
        ((int[] rest, int[] test), string description) = options.Kind switch
        {
            SplitKind.Random => TestRandom(windows, options, rows),
            SplitKind.Trial => TestTrials(windows, options, rows),
            SplitKind.Subject => TestSubjects(windows, options, rows),
            _ => TestOfficial(windows, options, rows),
        };
        if (options.ValidationFraction == 0)
        {
            return DataSplit.Create(windows, options.Kind, description + "; no validation part", rest, [], test);
        }

        SplitKind grouping = options.Kind == SplitKind.Official ? OfficialGrouping(windows) : options.Kind;
        (int[] train, int[] validation) = CutValidation(windows, options, grouping, rest);
        return DataSplit.Create(windows, options.Kind, $"{description}; validation on {HowOf(windows, grouping, validation)}, about {Percent(options.ValidationFraction)} of the rest", train, validation, test);
    }

    /// <summary>Cuts a validation part off windows that are all to be learnt from; nothing is tested.</summary>
    /// <param name="windows">The windows, such as those that another split did not test; the parts are then the same as that split's.</param>
    /// <param name="kind">By what windows are kept together: <see cref="SplitKind.Random"/>, <see cref="SplitKind.Trial"/> or <see cref="SplitKind.Subject"/>.</param>
    /// <param name="validationFraction">The part of the windows that is held back, in [0, 1); 0 for none.</param>
    /// <param name="seed">The seed of all random choices.</param>
    /// <exception cref="OptionException">An option is out of range, the windows lack what the kind needs, there are too few of them, or a class would be missing in the training part.</exception>
    public static DataSplit HoldBack(WindowSet windows, SplitKind kind, double validationFraction, int seed)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (kind is not (SplitKind.Random or SplitKind.Trial or SplitKind.Subject))
        {
            throw new OptionException($"Kind must be Random, Trial or Subject. Got {kind}.");
        }

        var options = new SplitOptions { Kind = kind, ValidationFraction = validationFraction, Seed = seed };
        CheckOptions(windows, options);
        int[] rows = [.. Enumerable.Range(0, windows.Count)];
        if (validationFraction == 0)
        {
            return DataSplit.WithoutTest(windows, rows, []);
        }

        (int[] train, int[] validation) = CutValidation(windows, options, kind, rows);
        return DataSplit.Create(windows, kind, $"validation on {HowOf(windows, kind, validation)}, about {Percent(validationFraction)}; nothing tested", train, validation, [], tests: false);
    }

    /// <summary>How many folds the options make: the values that <see cref="SplitOptions.Fold"/> can take. 1 for a single split.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="options">How to divide.</param>
    /// <exception cref="OptionException">The windows lack what the kind needs.</exception>
    public static int FoldCount(WindowSet windows, SplitOptions options)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(options);
        return options switch
        {
            { Kind: SplitKind.Official } => OfficialFolds(windows).Max() + 1,
            { LeaveOneOut: true } => SubjectsOf(windows).Length,
            _ => options.Folds ?? 1,
        };
    }

    private static void CheckOptions(WindowSet windows, SplitOptions options)
    {
        if (!Enum.IsDefined(options.Kind))
        {
            throw new OptionException($"Kind must be Random, Trial, Subject or Official. Got {(int)options.Kind}.");
        }

        if (!(options.TestFraction is > 0 and < 1))
        {
            throw new OptionException(FormattableString.Invariant($"TestFraction must be above 0 and below 1. Got {options.TestFraction}."));
        }

        if (!(options.ValidationFraction is >= 0 and < 1))
        {
            throw new OptionException(FormattableString.Invariant($"ValidationFraction must be at least 0 and below 1. Got {options.ValidationFraction}."));
        }

        bool isBySubject = options.Kind == SplitKind.Subject;
        if (options.Folds is { } folds && (folds < 2 || options.Kind == SplitKind.Official || options.LeaveOneOut || options.TestSubjects is not null))
        {
            throw new OptionException(folds < 2
                ? $"Folds must be at least 2. Got {folds}."
                : "Folds cannot be chosen together with LeaveOneOut, TestSubjects or SplitKind.Official, which fix the folds. Leave one of them out.");
        }

        if ((options.LeaveOneOut || options.TestSubjects is not null) && !isBySubject)
        {
            throw new OptionException($"LeaveOneOut and TestSubjects go with SplitKind.Subject only. Got SplitKind.{options.Kind}.");
        }

        if (options.LeaveOneOut && options.TestSubjects is not null)
        {
            throw new OptionException("LeaveOneOut tests every subject in turn, so TestSubjects cannot be given as well. Leave one of them out.");
        }

        int count = FoldCount(windows, options);
        if ((uint)options.Fold >= (uint)count)
        {
            throw new OptionException($"Fold must be in [0, {count}), as there {(count == 1 ? "is 1 fold" : $"are {count} folds")}. Got {options.Fold}.");
        }
    }

    private static ((int[] Kept, int[] Cut) Parts, string Description) TestRandom(WindowSet windows, SplitOptions options, int[] rows)
    {
        const string caution = "windows of one recording can be in both parts";
        if (options.Folds is not { } folds)
        {
            var parts = StratifiedSplit.Cut(rows, windows.Labels, options.TestFraction, new SeededRandom(options.Seed, "split.test"));
            return (parts, $"random windows, {Percent(options.TestFraction)} of each class tested, seed {Number(options.Seed)} ({caution})");
        }

        foreach ((int label, int count) in windows.Labels.CountBy(label => label).OrderBy(part => part.Key))
        {
            if (count < folds)
            {
                throw new OptionException($"Class '{windows.ClassNames[label]}' must have a window for each of {folds} folds. It has {count}. Use fewer folds.");
            }
        }

        return (StratifiedSplit.CutFold(rows, windows.Labels, folds, options.Fold, new SeededRandom(options.Seed, "split.folds")),
            $"random windows, stratified by class, fold {options.Fold} of {folds} tested, seed {Number(options.Seed)} ({caution})");
    }

    private static ((int[] Kept, int[] Cut) Parts, string Description) TestTrials(WindowSet windows, SplitOptions options, int[] rows)
    {
        int[] groups = DataSplit.GroupsOf(windows, SplitKind.Trial)!;
        CheckGroupCount(windows, groups, rows, options.Folds ?? 2, SplitKind.Trial, "the split");
        return options.Folds is { } folds
            ? (GroupedSplit.CutFold(rows, windows.Labels, groups, folds, options.Fold, new SeededRandom(options.Seed, "split.folds")),
                $"whole recordings, fold {options.Fold} of {folds} tested, seed {Number(options.Seed)}")
            : (GroupedSplit.Cut(rows, windows.Labels, groups, options.TestFraction, new SeededRandom(options.Seed, "split.test")),
                $"whole recordings, about {Percent(options.TestFraction)} of each class tested, seed {Number(options.Seed)}");
    }

    private static ((int[] Kept, int[] Cut) Parts, string Description) TestSubjects(WindowSet windows, SplitOptions options, int[] rows)
    {
        int[] groups = DataSplit.GroupsOf(windows, SplitKind.Subject)!;
        CheckGroupCount(windows, groups, rows, options.Folds ?? 2, SplitKind.Subject, "the split");
        if (options.Folds is { } folds)
        {
            var parts = GroupedSplit.CutFold(rows, windows.Labels, groups, folds, options.Fold, new SeededRandom(options.Seed, "split.folds"));
            return (parts, $"whole subjects, fold {options.Fold} of {folds} tested ({NamesOf(windows, parts.Cut)}), seed {Number(options.Seed)}");
        }

        HashSet<int> tested = [.. ChooseSubjects(windows, options)];
        var chosen = GroupedSplit.Part(rows, row => tested.Contains(groups[row]));
        return (chosen, $"whole subjects, {NamesOf(windows, chosen.Cut)} tested");
    }

    private static IEnumerable<int> ChooseSubjects(WindowSet windows, SplitOptions options)
    {
        int[] subjects = SubjectsOf(windows);
        if (options.LeaveOneOut)
        {
            return [subjects[options.Fold]];
        }

        if (options.TestSubjects is not { } names)
        {
            return subjects.Length < EveryNthSubject ? [subjects[^1]] : subjects.Where((_, i) => i % EveryNthSubject == EveryNthSubject - 1);
        }

        string known = List(subjects.Select(subject => windows.SubjectNames![subject]), 40);
        int[] tested = [.. names.Select(Find).Distinct()];
        return tested.Length > 0 && tested.Length < subjects.Length
            ? tested
            : throw new OptionException($"TestSubjects must name at least one subject and leave at least one to train on. It names {tested.Length} of {subjects.Length}: {known}.");

        int Find(string name)
        {
            int at = Array.FindIndex(subjects, subject => windows.SubjectNames![subject] == name);
            return at >= 0 ? subjects[at] : throw new OptionException($"TestSubjects: there is no subject '{Text.Shown(name)}'. '{windows.Source}' has {subjects.Length}: {known}.");
        }
    }

    private static ((int[] Kept, int[] Cut) Parts, string Description) TestOfficial(WindowSet windows, SplitOptions options, int[] rows)
    {
        int[] folds = OfficialFolds(windows);
        var parts = GroupedSplit.Part(rows, row => folds[row] == options.Fold);
        return parts.Cut.Length > 0 && parts.Kept.Length > 0
            ? (parts, $"official fold {options.Fold} of {folds.Max() + 1} tested")
            : throw new OptionException($"Official fold {options.Fold} must test some windows and leave some to train on. It tests {parts.Cut.Length} of {rows.Length}.");
    }

    // What the official folds keep together: a subject or recording that has one fold throughout.
    private static SplitKind OfficialGrouping(WindowSet windows)
    {
        int[] folds = OfficialFolds(windows);
        return IsRespected(windows.Subjects) ? SplitKind.Subject : IsRespected(windows.Trials) ? SplitKind.Trial : SplitKind.Random;

        bool IsRespected(int[]? groups)
        {
            var foldOf = new Dictionary<int, int>();
            return groups is not null && Enumerable.Range(0, groups.Length).All(row => foldOf.TryAdd(groups[row], folds[row]) || foldOf[groups[row]] == folds[row]);
        }
    }

    private static (int[] Train, int[] Validation) CutValidation(WindowSet windows, SplitOptions options, SplitKind grouping, int[] rest)
    {
        var random = new SeededRandom(options.Seed, "split.validation", options.Fold);
        if (DataSplit.GroupsOf(windows, grouping) is { } groups)
        {
            CheckGroupCount(windows, groups, rest, 2, grouping, "a validation part");
            return GroupedSplit.Cut(rest, windows.Labels, groups, options.ValidationFraction, random);
        }

        var parts = StratifiedSplit.Cut(rest, windows.Labels, options.ValidationFraction, random);
        return parts.Cut.Length > 0
            ? parts
            : throw new OptionException(FormattableString.Invariant($"ValidationFraction {options.ValidationFraction} of {rest.Length} windows is less than one window of any class. Raise it, or set it to 0 for no validation part."));
    }

    private static void CheckGroupCount(WindowSet windows, int[] groups, int[] rows, int needed, SplitKind kind, string forWhat)
    {
        int found = rows.Select(row => groups[row]).Distinct().Count();
        if (found < needed)
        {
            string what = kind == SplitKind.Subject ? "subjects" : "recordings";
            string wayOut = forWhat == "the split" ? "Use fewer folds or another kind of split" : "Set ValidationFraction to 0, or test less";
            throw new OptionException($"'{windows.Source}': {forWhat} needs at least {needed} {what}. There {(found == 1 ? "is" : "are")} {found}. {wayOut}.");
        }
    }

    // The subjects that have windows, in natural order of their names.
    private static int[] SubjectsOf(WindowSet windows) =>
        [.. DataSplit.GroupsOf(windows, SplitKind.Subject)!.Distinct().OrderBy(subject => windows.SubjectNames![subject], NaturalOrder.Instance)];

    private static int[] OfficialFolds(WindowSet windows) =>
        windows.OfficialFolds is { } folds && folds.Any(fold => fold >= 0)
            ? folds
            : throw new OptionException($"'{windows.Source}' has no official folds. Use SplitKind.Subject, SplitKind.Trial or SplitKind.Random.");

    private static string HowOf(WindowSet windows, SplitKind grouping, int[] validation) => grouping switch
    {
        SplitKind.Subject => $"subjects {NamesOf(windows, validation)}",
        SplitKind.Trial => "whole recordings",
        _ => "windows at random",
    };

    private static string NamesOf(WindowSet windows, int[] rows) =>
        List(rows.Select(row => windows.Subjects![row]).Distinct().Select(subject => windows.SubjectNames![subject]).Order(NaturalOrder.Instance), 12);

    private static string List(IEnumerable<string> names, int most)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(most)) + (all.Length > most ? $" and {all.Length - most} more" : "");
    }

    private static string Percent(double fraction) => (fraction * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
