namespace DiTMoS.Tool.Output;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>Draws the mean of each of <paramref name="width"/> equal parts, from the lowest to the highest level.</summary>
    /// <param name="values">The curve; parts without a finite value are left blank.</param>
    /// <param name="width">Characters at most; a shorter curve takes one for each value.</param>
    public static string Of(IReadOnlyList<float> values, int width)
    {
        int columns = Math.Min(width, values.Count);
        var means = new double[columns];
        for (int i = 0; i < columns; i++)
        {
            int from = (int)((long)i * values.Count / columns);
            int to = (int)((long)(i + 1) * values.Count / columns);
            means[i] = Enumerable.Range(from, to - from).Select(j => (double)values[j]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        }

        double low = means.Where(double.IsFinite).DefaultIfEmpty(0).Min();
        double high = means.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        return string.Concat(means.Select(mean => double.IsNaN(mean) ? ' ' : Levels[LevelOf(mean)]));

        int LevelOf(double mean) => high == low ? 0 : Math.Min(Levels.Length - 1, (int)((mean - low) / (high - low) * Levels.Length));
    }
}
