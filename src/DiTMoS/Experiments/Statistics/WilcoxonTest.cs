namespace DiTMoS.Experiments.Statistics;

/// <summary>Wilcoxon's signed-rank test, exact.</summary>
/// <remarks>
/// Wilcoxon, "Individual comparisons by ranking methods" (1945). Differences of 0 are left out; equal ones share the mean of their ranks, and the distribution is that of
/// these ranks. With five pairs the probability cannot be below 1/16, with six 1/32.
/// </remarks>
public static class WilcoxonTest
{
    private const int MostPairs = 1000;

    /// <summary>Tests whether differences lie about 0.</summary>
    /// <param name="differences">One difference for each pair, at most 1000 of them other than 0.</param>
    /// <returns>The sum of the positive differences' ranks, and its probability; null where all are 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are too many pairs.</exception>
    public static PairedTest? SignedRank(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        double[] sorted = [.. differences.Where(difference => difference != 0).OrderBy(Math.Abs)];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sorted.Length, MostPairs, nameof(differences));
        if (sorted.Length == 0)
        {
            return null;
        }

        int[] twice = TwiceRanks(sorted);
        int positive = sorted.Zip(twice).Where(pair => pair.First > 0).Sum(pair => pair.Second);
        int all = twice.Sum();
        double[] share = Distribution(twice, all);
        int less = Math.Min(positive, all - positive);
        double tail = share.AsSpan(0, less + 1).ToArray().Sum();
        return new PairedTest(positive / 2.0, Math.Min(1, 2 * tail));
    }

    // Ranks of absolute differences, doubled so that shared ranks are whole.
    private static int[] TwiceRanks(double[] sorted)
    {
        int[] ranks = new int[sorted.Length];
        for (int first = 0; first < sorted.Length;)
        {
            int end = first + 1;
            while (end < sorted.Length && Math.Abs(sorted[end]) == Math.Abs(sorted[first]))
            {
                end++;
            }

            Array.Fill(ranks, first + 1 + end, first, end - first);     // the mean of first + 1 ... end, doubled
            first = end;
        }

        return ranks;
    }

    // How probable each sum of a random half of the ranks is.
    private static double[] Distribution(int[] ranks, int all)
    {
        double[] share = new double[all + 1];
        share[0] = 1;
        int reached = 0;
        foreach (int rank in ranks)
        {
            reached += rank;
            for (int sum = reached; sum >= 0; sum--)
            {
                share[sum] = 0.5 * (share[sum] + (sum >= rank ? share[sum - rank] : 0));
            }
        }

        return share;
    }
}
