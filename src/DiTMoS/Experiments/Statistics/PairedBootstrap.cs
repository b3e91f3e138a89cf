using DiTMoS.Evaluation;

namespace DiTMoS.Experiments.Statistics;

/// <summary>The percentile bootstrap of a difference in accuracy over whole units, so that windows of one subject are not taken for independent.</summary>
/// <remarks>Efron and Tibshirani, "An introduction to the bootstrap" (1993).</remarks>
public static class PairedBootstrap
{
    private const int Samples = 10_000;

    /// <summary>The 95 % interval of the first method's accuracy minus the second's.</summary>
    /// <param name="units">The units; both methods answered the same windows of each.</param>
    /// <param name="seed">The seed. Default 0.</param>
    /// <returns>The interval; null for fewer than two units.</returns>
    public static Interval? Difference(IReadOnlyList<PairedUnit> units, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (units.Count < 2)
        {
            return null;
        }

        var random = new SeededRandom(seed, "paired bootstrap");
        double[] differences = new double[Samples];
        for (int s = 0; s < Samples; s++)
        {
            long ahead = 0;
            long total = 0;
            for (int draw = 0; draw < units.Count; draw++)
            {
                PairedUnit unit = units[random.Next(units.Count)];
                ahead += unit.First - unit.Second;
                total += unit.Total;
            }

            differences[s] = (double)ahead / total;
        }

        Array.Sort(differences);
        return new Interval(Quantile(differences, 0.025), Quantile(differences, 0.975));
    }

    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
