namespace DiTMoS.Networks;

/// <summary>Reads decisions off logits.</summary>
internal static class Logits
{
    /// <summary>The index of the largest value; of equal ones the first.</summary>
    public static int IndexOfMaximum(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
