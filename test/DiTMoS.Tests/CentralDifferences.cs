namespace DiTMoS.Tests;

/// <summary>Gradients by definition: what a reference's backward pass is checked against.</summary>
internal static class CentralDifferences
{
    private const double Step = 1e-5;

    /// <summary>d loss / d value of every value, or of some at equal distances; the values end as they began.</summary>
    public static double[] Gradient(double[] values, Func<double> loss, int every = 1)
    {
        var gradient = new List<double>();
        for (int i = 0; i < values.Length; i += every)
        {
            double value = values[i];
            values[i] = value + Step;
            double above = loss();
            values[i] = value - Step;
            double below = loss();
            values[i] = value;
            gradient.Add((above - below) / (2 * Step));
        }

        return [.. gradient];
    }

    /// <summary>Σ a · b: turns outputs into a loss whose gradient by outputs is <paramref name="b"/>.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
