namespace DiTMoS.Data.Readers;

/// <summary>Fills what is missing in a channel, which stands there as NaN.</summary>
internal static class MissingSamples
{
    /// <summary>What files write where they have no value, beside nothing at all.</summary>
    public static bool IsMissing(ReadOnlySpan<char> field)
    {
        field = field.Trim();
        return field.IsEmpty || field is "?"
            || field.Equals("NaN", StringComparison.OrdinalIgnoreCase)
            || field.Equals("NA", StringComparison.OrdinalIgnoreCase)
            || field.Equals("N/A", StringComparison.OrdinalIgnoreCase)
            || field.Equals("null", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Puts missing samples on the line between their neighbours, and holds the first and the last one.</summary>
    /// <returns>False where all are missing, and nothing is changed.</returns>
    public static bool Interpolate(Span<float> samples)
    {
        int before = -1;                                 // the last sample that is there
        for (int t = 0; t < samples.Length; t++)
        {
            if (float.IsNaN(samples[t]))
            {
                continue;
            }

            for (int i = before + 1; i < t; i++)
            {
                double share = before < 0 ? 1 : (i - before) / (double)(t - before);
                double from = before < 0 ? samples[t] : samples[before];
                samples[i] = (float)(from + (share * (samples[t] - from)));
            }

            before = t;
        }

        if (before >= 0)
        {
            samples[(before + 1)..].Fill(samples[before]);
        }

        return before >= 0;
    }
}
