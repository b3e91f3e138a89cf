using DiTMoS.Evaluation;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Experiments.Statistics;

/// <summary>One row of runs against another, run by run.</summary>
/// <remarks>
/// Three answers, as each overlooks something. Over runs: Student's paired t, and Wilcoxon's signed ranks; they see how training varies, but a few runs say little, and runs that test the same windows know nothing of other
/// windows. Over units: the bootstrap of whole subjects, speakers or recordings with all their runs; it sees how far other people could change the figure. Where nothing groups
/// the windows, McNemar's exact test on the first run's.
/// </remarks>
public sealed class RowComparison
{
    private RowComparison(IReadOnlyList<double> differences, IReadOnlyList<PairedUnit> units, bool areWindows, PairedTest? mcNemar)
    {
        Differences = differences;
        Units = units.Count;
        AreWindows = areWindows;
        Interval = PairedBootstrap.Difference(units);
        McNemar = mcNemar;
    }

    /// <summary>The first row's accuracy minus the second's, of each run that both have.</summary>
    public IReadOnlyList<double> Differences { get; }

    /// <summary>The spread of the differences; null where no run is in both rows.</summary>
    public Spread? Difference => Spread.Of(Differences);

    /// <summary>Student's paired t over runs; null where it says nothing.</summary>
    public PairedTest? Student => StudentTest.Paired(Differences);

    /// <summary>Wilcoxon's signed ranks over runs; null where it says nothing.</summary>
    public PairedTest? Wilcoxon => WilcoxonTest.SignedRank(Differences);

    /// <summary>The 95 % interval of the difference over all runs, units resampled; null where there are fewer than two units or the windows are not the same.</summary>
    public Interval? Interval { get; }

    /// <summary>What was resampled: as many units.</summary>
    public int Units { get; }

    /// <summary>Whether units are single windows, as nothing groups them.</summary>
    public bool AreWindows { get; }

    /// <summary>McNemar's exact test on the windows of the first run that both have; null where windows are grouped or not the same.</summary>
    public PairedTest? McNemar { get; }

    /// <summary>Compares two rows.</summary>
    /// <param name="first">The runs of the first, each of another number.</param>
    /// <param name="second">The runs of the second.</param>
    public static RowComparison Of(IReadOnlyList<RunRecord> first, IReadOnlyList<RunRecord> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        (RunRecord First, RunRecord Second)[] pairs = [.. first.Join(second, run => run.Run, run => run.Run, (a, b) => (a, b)).OrderBy(pair => pair.a.Run)];
        double[] differences = [.. pairs.Select(pair => pair.First.Test.Accuracy - pair.Second.Test.Accuracy)];
        if (pairs.Length == 0 || pairs.Any(pair => !AreSame(pair.First, pair.Second)))
        {
            return new RowComparison(differences, [], areWindows: false, null);
        }

        bool areGrouped = pairs.All(pair => pair.First.Test.Groups is not null);
        return areGrouped
            ? new RowComparison(differences, OfGroups(pairs), areWindows: false, null)
            : new RowComparison(differences, OfWindows(pairs), areWindows: true, OfFirst(pairs[0]));
    }

    // The same windows in the same groups.
    private static bool AreSame(RunRecord a, RunRecord b) =>
        a.Split.TestWindows == b.Split.TestWindows
        && a.Test.WindowsHash == b.Test.WindowsHash
        && (a.Test.Groups ?? []).Select(group => (group.Name, group.Total)).SequenceEqual((b.Test.Groups ?? []).Select(group => (group.Name, group.Total)));

    private static PairedUnit[] OfGroups((RunRecord First, RunRecord Second)[] pairs) =>
    [
        .. pairs.SelectMany(pair => pair.First.Test.Groups!.Zip(pair.Second.Test.Groups!))
            .GroupBy(groups => groups.First.Name)
            .Select(unit => new PairedUnit(unit.Sum(groups => groups.First.Correct), unit.Sum(groups => groups.Second.Correct), unit.Sum(groups => groups.First.Total))),
    ];

    // Runs that test the same windows share units.
    private static List<PairedUnit> OfWindows((RunRecord First, RunRecord Second)[] pairs)
    {
        var units = new List<PairedUnit>();
        foreach (IGrouping<string?, (RunRecord First, RunRecord Second)> same in pairs.GroupBy(pair => pair.First.Test.WindowsHash))
        {
            int windows = same.First().First.Split.TestWindows;
            units.AddRange(Enumerable.Range(0, windows).Select(n => new PairedUnit(same.Count(pair => IsRight(pair.First, n)), same.Count(pair => IsRight(pair.Second, n)), same.Count())));
        }

        return units;
    }

    private static PairedTest OfFirst((RunRecord First, RunRecord Second) pair)
    {
        int[] windows = [.. Enumerable.Range(0, pair.First.Split.TestWindows)];
        return McNemarTest.Exact(
            windows.Count(n => IsRight(pair.First, n) && !IsRight(pair.Second, n)),
            windows.Count(n => !IsRight(pair.First, n) && IsRight(pair.Second, n)));
    }

    private static bool IsRight(RunRecord run, int window) => (run.Test.CorrectWindows[window / 8] >> (window % 8) & 1) == 1;
}
