namespace DiTMoS.Bench.Accuracy;

/// <summary>Mean and standard deviation of some runs.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The sample's standard deviation (divided by n - 1); null for fewer than two values.</param>
internal readonly record struct Spread(double Mean, double? Deviation)
{
    /// <summary>The spread of some values; null where there are none.</summary>
    public static Spread? Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        double mean = values.Average();
        return new Spread(mean, values.Count < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }
}
