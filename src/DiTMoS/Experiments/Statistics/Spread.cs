namespace DiTMoS.Experiments.Statistics;

/// <summary>Mean and standard deviation of some runs.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The sample's standard deviation (divided by n - 1); null for fewer than two values.</param>
public readonly record struct Spread(double Mean, double? Deviation)
{
    /// <summary>The spread of some values; null where there are none.</summary>
    /// <param name="values">The values.</param>
    public static Spread? Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            return null;
        }

        double mean = values.Average();
        return new Spread(mean, values.Count < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }
}
