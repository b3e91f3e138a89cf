using System.Globalization;
using DiTMoS.Evaluation;
using DiTMoS.Experiments.Statistics;

namespace DiTMoS.Experiments.Pages;

/// <summary>How figures read on the page.</summary>
internal static class PageText
{
    private const string Missing = "-";

    /// <summary>A share in percent, with one digit; with its deviation where there is one.</summary>
    public static string Percent(Spread? share) => share is { } s ? Number(100 * s.Mean) + Deviation(s) : Missing;

    /// <summary>A share in percent, with one digit.</summary>
    public static string Percent(double? share) => share is { } s ? Number(100 * s) : Missing;

    /// <summary>A difference of shares in points, with its sign and one digit; with its deviation where there is one.</summary>
    public static string Points(Spread? difference) => difference is { } d ? Points(d.Mean) + Deviation(d) : Missing;

    /// <summary>A difference of shares in points, with its sign and one digit.</summary>
    public static string Points(double? difference) => difference is { } d ? (100 * d).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : Missing;

    /// <summary>An interval of differences in points.</summary>
    public static string Points(Interval? interval) => interval is { } i ? $"{Points(i.Low)} to {Points(i.High)}" : Missing;

    /// <summary>Two shares in percent and their difference in points.</summary>
    public static string Difference(double? share, double? other) => share is { } a && other is { } b ? $"{Percent(a)} - {Percent(b)} = {Points(a - b)}" : Missing;

    /// <summary>A probability.</summary>
    public static string Probability(PairedTest? test) => test is { } t ? (t.P < 0.001 ? "< 0.001" : t.P.ToString("0.000", CultureInfo.InvariantCulture)) : Missing;

    /// <summary>A whole number with thousands apart.</summary>
    public static string Count(double? count) => count is { } c ? Math.Round(c).ToString("N0", CultureInfo.InvariantCulture) : Missing;

    /// <summary>A number with two digits.</summary>
    public static string Fraction(double? value) => value is { } v ? v.ToString("0.00", CultureInfo.InvariantCulture) : Missing;

    /// <summary>One whole number, or the lowest and the highest of several.</summary>
    public static string Range(IEnumerable<int> counts)
    {
        int[] all = [.. counts];
        return all.Length == 0 ? Missing : all.Min() == all.Max() ? Count(all[0]) : $"{Count(all.Min())} to {Count(all.Max())}";
    }

    private static string Deviation(Spread spread) => spread.Deviation is { } deviation ? $" ± {Number(100 * deviation)}" : "";

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
