namespace Microsoft.ML.Data;

/// <summary>Mean and spread of a metric.</summary>
public sealed class MetricStatistics
{
    private readonly double[] _values;

    internal MetricStatistics(IEnumerable<double> values) => _values = [.. values];

    /// <summary>The mean.</summary>
    public double Mean => _values.Average();

    /// <summary>The standard deviation of the sample; 0 for a single value.</summary>
    public double StandardDeviation => _values.Length <= 1 ? 0 : Math.Sqrt(_values.Sum(x => (x - Mean) * (x - Mean)) / (_values.Length - 1));

    /// <summary>The standard error of the mean; 0 for a single value.</summary>
    public double StandardError => _values.Length <= 1 ? 0 : StandardDeviation / Math.Sqrt(_values.Length);

    /// <summary>The number of values.</summary>
    public int Count => _values.Length;
}
