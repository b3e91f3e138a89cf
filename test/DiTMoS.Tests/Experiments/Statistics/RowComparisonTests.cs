using DiTMoS.Experiments.Records;
using DiTMoS.Experiments.Statistics;

namespace DiTMoS.Tests.Experiments.Statistics;

public class RowComparisonTests
{
    [Fact]
    public void Of_GroupedRuns_PoolsEachGroupOverRuns()
    {
        RunRecord[] mine = [Grouped(0, 8, 4, 4), Grouped(1, 9, 5, 4)];
        RunRecord[] theirs = [Grouped(0, 6, 3, 3), Grouped(1, 6, 3, 3)];

        RowComparison comparison = RowComparison.Of(mine, theirs);

        Assert.Equal(2, comparison.Units);
        Assert.False(comparison.AreWindows);
        Assert.Equal(0.25, comparison.Difference!.Value.Mean, 1e-12);
        Assert.Null(comparison.McNemar);
        Assert.Equal(0.2, comparison.Interval!.Value.Low, 1e-12);       // subject b: 8 against 6 of 10
        Assert.Equal(0.3, comparison.Interval.Value.High, 1e-12);       // subject a: 9 against 6 of 10
    }

    [Fact]
    public void Of_WindowsWithoutGroups_AreUnitsThatRunsShare()
    {
        RunRecord[] mine = [Alone(0, 8), Alone(1, 8)];
        RunRecord[] theirs = [Alone(0, 2), Alone(1, 3)];

        RowComparison comparison = RowComparison.Of(mine, theirs);

        Assert.Equal(10, comparison.Units);
        Assert.True(comparison.AreWindows);
        Assert.Equal(2 / 64.0, comparison.McNemar!.Value.P, 1e-12);     // six windows of the first run, all on one side
    }

    [Fact]
    public void Of_OtherWindows_SaysNothingOfUnits()
    {
        RunRecord other = Alone(0, 2) with { Test = Alone(0, 2).Test with { WindowsHash = "other" } };

        RowComparison comparison = RowComparison.Of([Alone(0, 8)], [other]);

        Assert.Equal(0.6, comparison.Difference!.Value.Mean, 1e-12);
        Assert.Null(comparison.Interval);
        Assert.Null(comparison.McNemar);
    }

    [Fact]
    public void Of_RunsThatOneRowLacks_AreLeftOut()
    {
        RowComparison comparison = RowComparison.Of([Alone(0, 8), Alone(1, 8), Alone(2, 8)], [Alone(1, 7), Alone(2, 5), Alone(7, 1)]);

        Assert.Equal([0.1, 0.3], comparison.Differences.Select(difference => Math.Round(difference, 6)));
    }

    private static RunRecord Grouped(int run, int right, int a, int b) =>
        TestRuns.Create(run: run, right: right, groups: [new RunGroup("subject a", a, 5), new RunGroup("subject b", b, 5)]);

    private static RunRecord Alone(int run, int right)
    {
        RunRecord made = TestRuns.Create(run: run, right: right);
        return made with { Test = made.Test with { Groups = null } };
    }
}
