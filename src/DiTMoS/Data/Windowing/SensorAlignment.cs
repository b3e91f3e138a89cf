namespace DiTMoS.Data.Windowing;

/// <summary>Brings sensors that each kept their own time to common times at one rate.</summary>
/// <remarks>
/// The times are those of a grid that begins where all sensors first measure. At each, a sensor's value lies on the straight line between its samples before and
/// after; where these are too far apart for one of the sensors, that time is left out and the samples behind it come after a gap.
/// </remarks>
internal static class SensorAlignment
{
    // Times this near to each other, in steps of the grid, are the same: what text or single units of a clock leave.
    private const double SameTime = 1e-4;

    /// <summary>Aligns streams.</summary>
    /// <param name="streams">At least one, each ordered.</param>
    /// <param name="rateHz">The rate of the grid, over 0; not under the rate that the streams have, as nothing is smoothed.</param>
    /// <returns>The channels of all streams, one stream after the other; no samples where the streams have no time in common.</returns>
    public static AlignedSamples Align(IReadOnlyList<SensorStream> streams, double rateHz)
    {
        List<Stretch> common = StretchesOf(streams[0]);
        foreach (SensorStream stream in streams.Skip(1))
        {
            common = Intersect(common, StretchesOf(stream));
        }

        (double[] times, int[] gaps) = TimesWithin(common, rateHz);
        var samples = new List<float[]>();
        foreach (SensorStream stream in streams)
        {
            samples.AddRange(Interpolate(stream, times, SameTime / rateHz));
        }

        return new AlignedSamples([.. samples], gaps, times);
    }

    // From the first to the last of samples that follow each other without a gap.
    private static List<Stretch> StretchesOf(SensorStream stream)
    {
        var stretches = new List<Stretch>();
        ReadOnlySpan<double> times = stream.Times;
        int first = 0;
        for (int i = 1; i <= times.Length; i++)
        {
            if (i == times.Length || times[i] - times[i - 1] > stream.LongestGapSeconds)
            {
                stretches.Add(new Stretch(times[first], times[i - 1]));
                first = i;
            }
        }

        return stretches;
    }

    private static List<Stretch> Intersect(List<Stretch> a, List<Stretch> b)
    {
        var both = new List<Stretch>();
        for (int i = 0, j = 0; i < a.Count && j < b.Count;)
        {
            var shared = new Stretch(Math.Max(a[i].Start, b[j].Start), Math.Min(a[i].End, b[j].End));
            if (shared.Start <= shared.End)
            {
                both.Add(shared);
            }

            if (a[i].End < b[j].End)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return both;
    }

    private static (double[] Times, int[] Gaps) TimesWithin(List<Stretch> stretches, double rateHz)
    {
        var times = new List<double>();
        var gaps = new List<int>();
        double next = 0;                                                    // the first step of the grid that is not taken
        foreach (Stretch stretch in stretches)
        {
            double origin = stretches[0].Start;
            double first = Math.Max(next, Math.Ceiling(((stretch.Start - origin) * rateHz) - SameTime));
            double last = Math.Floor(((stretch.End - origin) * rateHz) + SameTime);
            if (first > last)
            {
                continue;
            }

            if (times.Count > 0)
            {
                gaps.Add(times.Count);
            }

            int count = (int)Math.Min(last - first + 1, Array.MaxLength);
            for (int i = 0; i < count; i++)
            {
                times.Add(Math.Clamp(origin + ((first + i) / rateHz), stretch.Start, stretch.End));
            }

            next = last + 1;
        }

        return ([.. times], [.. gaps]);
    }

    private static float[][] Interpolate(SensorStream stream, double[] times, double sameSeconds)
    {
        float[][] samples = [.. Enumerable.Range(0, stream.Channels).Select(_ => new float[times.Length])];
        ReadOnlySpan<double> known = stream.Times;
        int at = 0;                                                         // the last sample that is not after the time
        for (int t = 0; t < times.Length; t++)
        {
            while (at + 1 < known.Length && known[at + 1] <= times[t] + sameSeconds)
            {
                at++;
            }

            ReadOnlySpan<float> before = stream[at];
            double beyond = times[t] - known[at];
            bool isKnown = beyond <= sameSeconds || at + 1 == known.Length;
            ReadOnlySpan<float> after = isKnown ? before : stream[at + 1];
            double share = isKnown ? 0 : beyond / (known[at + 1] - known[at]);
            for (int c = 0; c < samples.Length; c++)
            {
                samples[c][t] = (float)(before[c] + (share * ((double)after[c] - before[c])));
            }
        }

        return samples;
    }

    private readonly record struct Stretch(double Start, double End);
}
