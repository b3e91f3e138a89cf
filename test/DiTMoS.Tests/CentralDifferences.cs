namespace DiTMoS.Tests;

/// <summary>Gradients by definition: what a reference's backward pass is checked against.</summary>
internal static class CentralDifferences
{
    /// <summary>d loss / d values, one value at a time; the values end as they began.</summary>
    public static double[] Gradient(double[] values, Func<double> loss, double step = 1e-5)
    {
        var gradient = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            values[i] = value + step;
            double above = loss();
            values[i] = value - step;
            double below = loss();
            values[i] = value;
            gradient[i] = (above - below) / (2 * step);
        }

        return gradient;
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
