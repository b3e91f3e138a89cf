namespace DiTMoS.Data;

/// <summary>Which windows are trained on, validated on and tested.</summary>
public sealed class DataSplit
{
    private DataSplit(SplitKind kind, string description, int[] train, int[] validation, int[] test)
    {
        Kind = kind;
        Description = description;
        Train = train;
        Validation = validation;
        Test = test;
    }

    /// <summary>The windows that are learnt from, in rising order; at least one.</summary>
    public int[] Train { get; }

    /// <summary>The windows that choose among what was learnt, in rising order; may be empty.</summary>
    public int[] Validation { get; }

    /// <summary>The windows that the result is measured on, in rising order; none where all windows are learnt from.</summary>
    public int[] Test { get; }

    /// <summary>By what windows are kept together.</summary>
    public SplitKind Kind { get; }

    /// <summary>The split in words, for reports.</summary>
    public string Description { get; }

    /// <summary>Takes a split that the caller made, and checks that it is what its kind promises.</summary>
    /// <param name="windows">The windows that are split.</param>
    /// <param name="kind">By what windows are kept together.</param>
    /// <param name="train">Windows to train on, each in [0, N); at least one.</param>
    /// <param name="validation">Windows to validate on; may be empty.</param>
    /// <param name="test">Windows to test; at least one.</param>
    /// <exception cref="OptionException">
    /// A row is out of range or there twice; with <see cref="SplitKind.Subject"/> or <see cref="SplitKind.Trial"/>, a
    /// subject or recording is in two parts; or a class is missing in the training part.
    /// </exception>
    public static DataSplit FromRows(WindowSet windows, SplitKind kind, ReadOnlySpan<int> train, ReadOnlySpan<int> validation, ReadOnlySpan<int> test)
    {
        string grouping = kind switch
        {
            SplitKind.Subject => ", no subject in two parts",
            SplitKind.Trial => ", no recording in two parts",
            _ => "",
        };
        return Create(windows, kind, $"rows given by the caller{grouping}", train.ToArray(), validation.ToArray(), test.ToArray());
    }

    /// <summary>Takes a split without a test part, such as a training set and a validation set that the caller keeps apart.</summary>
    /// <param name="windows">The windows that are split.</param>
    /// <param name="train">Windows to train on, each in [0, N); at least one.</param>
    /// <param name="validation">Windows to validate on; may be empty.</param>
    /// <exception cref="OptionException">A row is out of range or there twice, or a class is missing in the training part.</exception>
    public static DataSplit WithoutTest(WindowSet windows, ReadOnlySpan<int> train, ReadOnlySpan<int> validation) =>
        Create(windows, SplitKind.Random, validation.IsEmpty ? "all windows trained on" : "validation windows given by the caller", train.ToArray(), validation.ToArray(), [], tests: false);

    /// <summary>The names of the subjects that are tested and also trained or validated on, in natural order; empty where subjects are unknown.</summary>
    /// <param name="windows">The windows that were split.</param>
    public IReadOnlyList<string> SubjectsInBothParts(WindowSet windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (windows is not { Subjects: { } subjects, SubjectNames: { } names })
        {
            return [];
        }

        IEnumerable<int> learnt = Train.Concat(Validation).Select(row => subjects[row]);
        return [.. Test.Select(row => subjects[row]).Intersect(learnt).Select(subject => names[subject]).Order(NaturalOrder.Instance)];
    }

    internal static DataSplit Create(WindowSet windows, SplitKind kind, string description, int[] train, int[] validation, int[] test, bool tests = true)
    {
        ArgumentNullException.ThrowIfNull(windows);
        Array.Sort(train);
        Array.Sort(validation);
        Array.Sort(test);
        CheckRows(windows, [("training", train), ("validation", validation), ("test", test)], tests);
        CheckClasses(windows, train, [.. validation, .. test]);
        if (GroupsOf(windows, kind) is { } groups)
        {
            CheckGroups(windows, kind, groups, [("training", train), ("validation", validation), ("test", test)]);
        }

        return new DataSplit(kind, description, train, validation, test);
    }

    /// <summary>The group of each window for this kind of split; null where the kind has none.</summary>
    internal static int[]? GroupsOf(WindowSet windows, SplitKind kind) => kind switch
    {
        SplitKind.Subject => windows is { Subjects: { } subjects, SubjectNames: not null }
            ? subjects
            : throw new OptionException($"'{windows.Source}' does not say which subject a window is from, so it cannot be split by subject. Use SplitKind.Trial or SplitKind.Random."),
        SplitKind.Trial => windows.Trials
            ?? throw new OptionException($"'{windows.Source}' does not say which recording a window is from, so it cannot be split by trial. Use SplitKind.Subject or SplitKind.Random."),
        _ => null,
    };

    private static void CheckRows(WindowSet windows, ReadOnlySpan<(string Name, int[] Rows)> parts, bool tests)
    {
        var owner = new string?[windows.Count];
        foreach ((string name, int[] rows) in parts)
        {
            if (rows.Length == 0 && (name == "training" || (name == "test" && tests)))
            {
                throw new OptionException($"The {name} part must have at least one window. Got none of {windows.Count}.");
            }

            foreach (int row in rows)
            {
                if ((uint)row >= (uint)windows.Count)
                {
                    throw new OptionException($"The {name} part: a row must be in [0, {windows.Count}). Got {row}.");
                }

                if (owner[row] is { } other)
                {
                    throw new OptionException($"Row {row} is in the {other} part and again in the {name} part. A window must be in one part only.");
                }

                owner[row] = name;
            }
        }
    }

    private static void CheckClasses(WindowSet windows, int[] train, int[] others)
    {
        var learnt = new bool[windows.Classes];
        foreach (int row in train)
        {
            learnt[windows.Labels[row]] = true;
        }

        int at = Array.FindIndex(others, row => !learnt[windows.Labels[row]]);
        if (at >= 0)
        {
            int label = windows.Labels[others[at]];
            int held = others.Count(row => windows.Labels[row] == label);
            throw new OptionException($"Class '{windows.ClassNames[label]}' is missing in the training part: all its {held} windows are held back. Use another seed or fold, a smaller part for test and validation, or another kind of split.");
        }
    }

    private static void CheckGroups(WindowSet windows, SplitKind kind, int[] groups, ReadOnlySpan<(string Name, int[] Rows)> parts)
    {
        var owner = new Dictionary<int, string>();
        foreach ((string name, int[] rows) in parts)
        {
            foreach (int row in rows)
            {
                if (owner.TryAdd(groups[row], name) || owner[groups[row]] == name)
                {
                    continue;
                }

                string group = kind == SplitKind.Subject ? $"Subject '{windows.SubjectNames![groups[row]]}'" : $"Recording {groups[row]}";
                throw new OptionException($"{group} is in the {owner[groups[row]]} part and, with row {row}, in the {name} part. Keep its windows together, or call the split Random.");
            }
        }
    }
}
