using System.Text;

namespace Microsoft.ML.Data;

/// <summary>How many rows of each class were taken for which.</summary>
public sealed class ConfusionMatrix
{
    private readonly string[] _names;

    internal ConfusionMatrix(double[][] counts, string[] names)
    {
        _names = names;
        NumberOfClasses = counts.Length;
        Counts = counts;
        PerClassRecall = [.. counts.Select((row, c) => Share(row[c], row.Sum()))];
        PerClassPrecision = [.. counts.Select((row, c) => Share(row[c], counts.Sum(r => r[c])))];
    }

    /// <summary>For each class, the share of the rows taken for it that are of it; 0 where there is none.</summary>
    public IReadOnlyList<double> PerClassPrecision { get; }

    /// <summary>For each class, the share of its rows that are taken for it; 0 where there is none.</summary>
    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>The numbers of rows: the true class first, then the one that they are taken for.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    /// <summary>The number of classes.</summary>
    public int NumberOfClasses { get; }

    /// <summary>The number of rows of one class that are taken for another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        Check.Param(predictedClassIndicatorIndex >= 0 && predictedClassIndicatorIndex < NumberOfClasses, nameof(predictedClassIndicatorIndex), "There is no such class.");
        Check.Param(actualClassIndicatorIndex >= 0 && actualClassIndicatorIndex < NumberOfClasses, nameof(actualClassIndicatorIndex), "There is no such class.");
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    /// <summary>The numbers as a table, with recall at the right and precision below.</summary>
    public string GetFormattedConfusionTable()
    {
        var rows = new List<string[]>
        {
            (string[])["TRUTH \\ PREDICTED", .. _names, "Recall"],
        };
        for (var c = 0; c < NumberOfClasses; c++)
            rows.Add([_names[c], .. Counts[c].Select(n => n.ToString("N0", CultureInfo.InvariantCulture)), Fraction(PerClassRecall[c])]);
        rows.Add(["Precision", .. PerClassPrecision.Select(Fraction), ""]);

        var widths = Enumerable.Range(0, NumberOfClasses + 2).Select(i => rows.Max(row => row[i].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendJoin(" | ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).Append(Environment.NewLine);
        return text.ToString();
    }

    private static string Fraction(double x) => x.ToString("0.0000", CultureInfo.InvariantCulture);

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
