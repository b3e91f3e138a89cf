namespace DiTMoS.Data;

/// <summary>How many windows of each class, and which subjects, are in each part of a split.</summary>
/// <param name="Classes">A row for each class of the windows, in their order.</param>
/// <param name="TrainSubjects">The names of the subjects that are trained on, in natural order; none where unknown.</param>
/// <param name="ValidationSubjects">Those that are validated on.</param>
/// <param name="TestSubjects">Those that are tested.</param>
public sealed record ClassBalance(
    IReadOnlyList<ClassBalanceRow> Classes, IReadOnlyList<string> TrainSubjects, IReadOnlyList<string> ValidationSubjects, IReadOnlyList<string> TestSubjects)
{
    /// <summary>Counts the windows of a split.</summary>
    /// <param name="windows">The windows that were split; all have a class.</param>
    /// <param name="split">The split.</param>
    public static ClassBalance Of(WindowSet windows, DataSplit split)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(split);
        int[] train = CountOf(windows, split.Train);
        int[] validation = CountOf(windows, split.Validation);
        int[] test = CountOf(windows, split.Test);
        return new ClassBalance(
            [.. windows.ClassNames.Select((name, k) => new ClassBalanceRow(name, train[k], validation[k], test[k]))],
            SubjectsOf(windows, split.Train),
            SubjectsOf(windows, split.Validation),
            SubjectsOf(windows, split.Test));
    }

    private static int[] CountOf(WindowSet windows, int[] rows)
    {
        var counts = new int[windows.Classes];
        foreach (int row in rows)
        {
            counts[windows.Labels[row]]++;
        }

        return counts;
    }

    private static string[] SubjectsOf(WindowSet windows, int[] rows) => windows is { Subjects: { } subjects, SubjectNames: { } names }
        ? [.. rows.Select(row => subjects[row]).Distinct().Select(subject => names[subject]).Order(NaturalOrder.Instance)]
        : [];
}
