using DiTMoS.Evaluation;
using DiTMoS.Experiments.Statistics;

namespace DiTMoS.Tests.Experiments.Statistics;

public class PairedTestsTests
{
    [Fact]
    public void Student_DifferencesOneToFive_MatchesTheTable()
    {
        PairedTest test = StudentTest.Paired([1, 2, 3, 4, 5])!.Value;

        Assert.Equal(4.242641, test.Statistic, 1e-6);   // 3 / (sqrt(2.5) / sqrt(5))
        Assert.Equal(0.013236, test.P, 1e-5);
    }

    [Theory]
    [InlineData(4.302653, 3, 0.05)]                     // the tables' critical values of t
    [InlineData(2.776445, 5, 0.05)]
    [InlineData(4.604095, 5, 0.01)]
    public void Student_CriticalValue_HasItsProbability(double t, int pairs, double p)
    {
        // Differences of mean 0 and deviation 1, moved so that t is as asked.
        double[] shape = [.. Enumerable.Range(0, pairs).Select(i => i - ((pairs - 1) / 2.0))];
        double deviation = Spread.Of(shape)!.Value.Deviation!.Value;
        double[] differences = [.. shape.Select(value => (value / deviation) + (t / Math.Sqrt(pairs)))];

        Assert.Equal(p, StudentTest.Paired(differences)!.Value.P, 1e-6);
    }

    [Fact]
    public void Student_TooFewOrEqualDifferences_SaysNothing()
    {
        Assert.Null(StudentTest.Paired([1]));
        Assert.Null(StudentTest.Paired([1, 1, 1]));
    }

    [Fact]
    public void SignedRank_AllPositive_HasTheSmallestProbability()
    {
        PairedTest test = WilcoxonTest.SignedRank([1, 2, 3, 4, 5])!.Value;

        Assert.Equal(15, test.Statistic);
        Assert.Equal(2 / 32.0, test.P, 1e-12);
    }

    [Fact]
    public void SignedRank_CriticalValueOfTenPairs_HasItsProbability()
    {
        // Ranks 1, 2 and 5 are negative: W = 8, the critical value of ten pairs at 5 %, 2 * 25 / 1024.
        PairedTest test = WilcoxonTest.SignedRank([-1, -2, 3, 4, -5, 6, 7, 8, 9, 10])!.Value;

        Assert.Equal(55 - 8, test.Statistic);
        Assert.Equal(2 * 25 / 1024.0, test.P, 1e-12);
    }

    [Fact]
    public void SignedRank_EqualDifferencesAndZeros_ShareRanksAndAreLeftOut()
    {
        PairedTest test = WilcoxonTest.SignedRank([0, 1, 1, -1])!.Value;

        Assert.Equal(4, test.Statistic);                // ranks 2, 2, 2
        Assert.Equal(1, test.P, 1e-12);
        Assert.Null(WilcoxonTest.SignedRank([0, 0]));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(0, 6, 2 / 64.0)]
    [InlineData(8, 2, 2 * 56 / 1024.0)]                 // 1 + 10 + 45 of 1024 at one side
    public void McNemar_KnownCounts_GivesTheBinomialProbability(int onlyFirst, int onlySecond, double p) =>
        Assert.Equal(p, McNemarTest.Exact(onlyFirst, onlySecond).P, 1e-12);

    [Fact]
    public void Spread_KnownValues_DividesByOneLess()
    {
        Assert.Equal(new Spread(5, Math.Sqrt(32 / 7.0)), Spread.Of([2, 4, 4, 4, 5, 5, 7, 9]));
        Assert.Equal(new Spread(3, null), Spread.Of([3]));
        Assert.Null(Spread.Of([]));
    }

    [Fact]
    public void Bootstrap_TwoUnits_SpansBoth()
    {
        // A resample is both of the first (a quarter), one of each, or both of the second (a quarter).
        Interval interval = PairedBootstrap.Difference([new(8, 4, 10), new(5, 5, 10)])!.Value;

        Assert.Equal(0, interval.Low, 1e-12);
        Assert.Equal(0.4, interval.High, 1e-12);
        Assert.Null(PairedBootstrap.Difference([new(8, 4, 10)]));
    }

    [Fact]
    public void Bootstrap_ManyWindows_HasTheNormalWidth()
    {
        // 400 windows, 60 ahead, 20 behind: deviation of the mean sqrt(0.2 - 0.01) / 20 = 0.0218.
        PairedUnit[] units = [.. Enumerable.Range(0, 400).Select(i => i < 60 ? new PairedUnit(1, 0, 1) : i < 80 ? new PairedUnit(0, 1, 1) : new PairedUnit(1, 1, 1))];

        Interval interval = PairedBootstrap.Difference(units)!.Value;

        Assert.Equal(0.1 - (1.96 * 0.0218), interval.Low, 0.004);
        Assert.Equal(0.1 + (1.96 * 0.0218), interval.High, 0.004);
    }
}
