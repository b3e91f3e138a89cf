using MathNet.Numerics.Distributions;

namespace DiTMoS.Experiments.Statistics;

/// <summary>Student's t test of paired differences.</summary>
/// <remarks>Student, "The probable error of a mean" (1908). It takes the differences to be normal, which a few runs can neither show nor refute.</remarks>
public static class StudentTest
{
    /// <summary>Tests whether the mean of the differences is 0.</summary>
    /// <param name="differences">One difference for each pair.</param>
    /// <returns>t with n - 1 degrees of freedom, and its probability; null for fewer than two pairs, or where all differences are the same.</returns>
    public static PairedTest? Paired(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (Spread.Of(differences) is not { Deviation: > 0 } spread)
        {
            return null;
        }

        double t = spread.Mean / (spread.Deviation.Value / Math.Sqrt(differences.Count));
        double p = 2 * StudentT.CDF(0, 1, differences.Count - 1, -Math.Abs(t));
        return new PairedTest(t, Math.Min(1, p));
    }
}
