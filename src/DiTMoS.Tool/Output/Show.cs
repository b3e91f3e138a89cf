using System.Globalization;

namespace DiTMoS.Tool.Output;

/// <summary>Numbers as people read them, the same in every country.</summary>
internal static class Show
{
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(double value, string format = "0.####") => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Kibibytes(long bytes) => (bytes / 1024.0).ToString("N1", CultureInfo.InvariantCulture) + " KiB";

    /// <summary>Such as <c>1:02:03</c>, <c>2:03</c> <c>12 s</c> or <c>1.5 s</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        if (time.TotalSeconds < 9.95)
        {
            return time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
        }

        time = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        return time switch
        {
            { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}"),
            { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
        };
    }

    /// <summary>How long something will take, in whole seconds: it is not known better.</summary>
    public static string Estimate(TimeSpan time) => time.TotalSeconds < 10 ? $"{Number(Math.Ceiling(time.TotalSeconds))} s" : Duration(time);

    /// <summary><c>1 window</c>, <c>2 windows</c>.</summary>
    public static string Of(long count, string thing) => $"{Count(count)} {thing}{(count == 1 ? "" : "s")}";
}
