namespace Microsoft.ML.Data;

/// <summary>Mean and spread of the metrics of classification.</summary>
public sealed class MulticlassClassificationMetricsStatistics
{
    internal MulticlassClassificationMetricsStatistics(MulticlassClassificationMetrics baseline, IReadOnlyList<MulticlassClassificationMetrics> others)
    {
        MetricStatistics Change(Func<MulticlassClassificationMetrics, double> metric) => new(others.Select(m => metric(m) - metric(baseline)));
        MacroAccuracy = Change(m => m.MacroAccuracy);
        MicroAccuracy = Change(m => m.MicroAccuracy);
        LogLoss = Change(m => m.LogLoss);
        LogLossReduction = Change(m => m.LogLossReduction);
        TopKAccuracy = Change(m => m.TopKAccuracy);
        PerClassLogLoss = [.. Enumerable.Range(0, baseline.PerClassLogLoss.Count).Select(c => Change(m => m.PerClassLogLoss[c]))];
    }

    /// <summary>The accuracy averaged over classes.</summary>
    public MetricStatistics MacroAccuracy { get; }

    /// <summary>The accuracy over rows.</summary>
    public MetricStatistics MicroAccuracy { get; }

    /// <summary>The logarithmic loss.</summary>
    public MetricStatistics LogLoss { get; }

    /// <summary>The reduction of the logarithmic loss.</summary>
    public MetricStatistics LogLossReduction { get; }

    /// <summary>The accuracy among the highest scores.</summary>
    public MetricStatistics TopKAccuracy { get; }

    /// <summary>The logarithmic loss of each class.</summary>
    public IReadOnlyList<MetricStatistics> PerClassLogLoss { get; }
}
