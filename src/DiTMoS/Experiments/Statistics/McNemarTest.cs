using MathNet.Numerics.Distributions;

namespace DiTMoS.Experiments.Statistics;

/// <summary>McNemar's test of two methods on the same windows, exact.</summary>
/// <remarks>McNemar, "Note on the sampling error of the difference between correlated proportions or percentages" (1947). It takes windows to be independent: for data without groups only.</remarks>
public static class McNemarTest
{
    /// <summary>Tests whether both methods are right equally often.</summary>
    /// <param name="onlyFirst">Windows that only the first gets right, at least 0.</param>
    /// <param name="onlySecond">Windows that only the second gets right, at least 0.</param>
    /// <returns>The difference of both counts, and its probability: 1 where no window tells them apart.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 0.</exception>
    public static PairedTest Exact(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        int all = onlyFirst + onlySecond;
        double p = all == 0 ? 1 : 2 * Binomial.CDF(0.5, all, Math.Min(onlyFirst, onlySecond));
        return new PairedTest(onlyFirst - onlySecond, Math.Min(1, p));
    }
}
