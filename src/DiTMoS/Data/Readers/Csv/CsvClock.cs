using System.Globalization;

namespace DiTMoS.Data.Readers.Csv;

/// <summary>Reads time stamps, and finds from them the rate and the gaps of a recording.</summary>
/// <param name="IsDate">Whether stamps are dates with times, else numbers.</param>
/// <param name="Unit">What numbers count; null for rows, which say nothing of time.</param>
/// <param name="DecimalSign">The decimal sign of numbers.</param>
internal sealed record CsvClock(bool IsDate, CsvTimeUnit? Unit, char DecimalSign)
{
    private const int DateDigits = 7;                    // of a second
    private const double CountShare = 0.9;               // of steps that are 1: the stamps number rows
    private const double CountedSince = 1.2e9;           // seconds since 1970: such a number is a date, not a count

    private static readonly DateTimeOffset DatesFrom = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);      // near, so that seconds since keep their digits
    private static readonly string[] DateFormats = [.. from day in (string[])["yyyy-MM-dd", "yyyy/MM/dd"] from between in (string[])["'T'", "' '"] from time in (string[])["HH:mm:ss.FFFFFFFK", "HH:mm:ss.FFFFFFF zzz"] select day + between + time];

    /// <summary>How the stamps of the first rows are to be read.</summary>
    /// <param name="head">The first rows.</param>
    /// <param name="column">The column of stamps, from 0.</param>
    /// <param name="unit">What the user says that numbers count.</param>
    /// <param name="isSameRecording">Whether a row goes on with the recording of the one before.</param>
    public static CsvClock Of(CsvHead head, int column, CsvTimeUnit? unit, Func<string[], string[], bool> isSameRecording)
    {
        if (!head.IsNumeric(column))
        {
            return new CsvClock(IsDate: true, CsvTimeUnit.Seconds, head.DecimalSign);
        }

        unit ??= head.Header is { } header ? CsvColumns.UnitOf(header[column]) : null;
        return new CsvClock(IsDate: false, unit ?? FindUnit(head, column, isSameRecording), head.DecimalSign);
    }

    /// <summary>Reads a stamp, in units, or in seconds where it is a date.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out double time)
    {
        if (!IsDate)
        {
            return CsvNumbers.TryRead(text, DecimalSign, out time);
        }

        // More digits than the clock knows are cut off.
        int point = text.IndexOf('.');
        int digits = point < 0 ? 0 : text[(point + 1)..].IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length - point - 1;
        string date = digits <= DateDigits ? text.ToString() : string.Concat(text[..(point + 1 + DateDigits)], text[(point + 1 + digits)..]);
        bool isDate = DateTimeOffset.TryParseExact(date, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value);
        time = (value - DatesFrom).TotalSeconds;
        return isDate;
    }

    /// <summary>The samples before which time jumps, and the rate in between.</summary>
    /// <param name="times">The stamps, never falling.</param>
    /// <param name="gapFactor">How many usual steps are a gap.</param>
    public (int[] Gaps, double? RateHz) Measure(IReadOnlyList<double> times, double gapFactor)
    {
        if (times.Count < 2)
        {
            return ([], null);
        }

        double[] steps = [.. Enumerable.Range(1, times.Count - 1).Select(i => times[i] - times[i - 1])];
        double usual = UsualStep(steps);
        double largest = (gapFactor * usual) + (Unit is not null && times.All(double.IsInteger) ? 1 : 0);
        int[] gaps = [.. Enumerable.Range(1, steps.Length).Where(i => steps[i - 1] > largest)];
        double step = steps.Where(step => step <= largest).DefaultIfEmpty(usual).Average();
        double rate = PerSecond / step;
        return (gaps, Unit is not null && double.IsFinite(rate) && rate > 0 ? Rounded(rate) : null);
    }

    private double PerSecond => Unit switch
    {
        CsvTimeUnit.Milliseconds => 1e3,
        CsvTimeUnit.Microseconds => 1e6,
        CsvTimeUnit.Nanoseconds => 1e9,
        _ => 1,
    };

    // The median, or the mean where most steps are none, as stamps are coarse.
    private static double UsualStep(double[] steps)
    {
        double[] ordered = [.. steps.Order()];
        double median = ordered[ordered.Length / 2];
        return median > 0 ? median : ordered.Average();
    }

    private static CsvTimeUnit? FindUnit(CsvHead head, int column, Func<string[], string[], bool> isSameRecording)
    {
        var steps = new List<double>();
        double first = double.NaN;
        for (int i = 1; i < head.Rows.Count; i++)
        {
            (string[] before, string[] row) = (head.Rows[i - 1], head.Rows[i]);
            if (isSameRecording(before, row) && TryRead(before, out double from) && TryRead(row, out double to) && to >= from)
            {
                first = double.IsNaN(first) ? from : first;
                steps.Add(to - from);
            }
        }

        if (steps.Count == 0)
        {
            return CsvTimeUnit.Seconds;
        }

        double usual = UsualStep([.. steps]);
        bool isCount = first < CountedSince && steps.Count(step => step == 1) >= CountShare * steps.Count;
        return isCount ? null : usual switch
        {
            < 1 => CsvTimeUnit.Seconds,
            < 1e3 when usual > 1 || first < CountedSince || first >= 1e3 * CountedSince => CsvTimeUnit.Milliseconds,
            < 1e3 => CsvTimeUnit.Seconds,
            < 1e6 => CsvTimeUnit.Microseconds,
            _ => CsvTimeUnit.Nanoseconds,
        };

        bool TryRead(string[] row, out double value)
        {
            value = 0;
            return column < row.Length && CsvNumbers.TryRead(row[column], head.DecimalSign, out value);
        }
    }

    // To five digits: stamps are not more exact.
    private static double Rounded(double rate) => double.Parse(rate.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
