namespace DiTMoS.Reports.Content;

/// <summary>Mean, least and greatest value of some runs for each epoch; null where no run has one.</summary>
internal sealed record ReportBand(IReadOnlyList<double?> Mean, IReadOnlyList<double?> Least, IReadOnlyList<double?> Most)
{
    /// <summary>The band of some series of equal length; null where none has a value.</summary>
    public static ReportBand? Of(IReadOnlyList<IReadOnlyList<double?>> series)
    {
        if (series.Count == 0 || series.All(values => values.All(value => value is null)))
        {
            return null;
        }

        double[][] epochs = [.. Enumerable.Range(0, series[0].Count).Select(e => series.Select(values => values[e]).OfType<double>().ToArray())];
        return new ReportBand(Over(epochs, Enumerable.Average), Over(epochs, Enumerable.Min), Over(epochs, Enumerable.Max));
    }

    private static double?[] Over(double[][] epochs, Func<IEnumerable<double>, double> figure) => [.. epochs.Select(values => values.Length == 0 ? (double?)null : figure(values))];
}
