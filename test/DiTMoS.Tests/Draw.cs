namespace DiTMoS.Tests;

/// <summary>Seeded test data.</summary>
internal static class Draw
{
    /// <summary>Standard normal numbers that float holds exactly.</summary>
    public static double[] Gaussian(int count, int seed, string purpose = "test data")
    {
        var random = new SeededRandom(seed, purpose);
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)random.NextGaussian();
        }

        return values;
    }

    /// <summary>One of the values.</summary>
    public static T OneOf<T>(this SeededRandom random, params ReadOnlySpan<T> values) => values[random.Next(values.Length)];

    /// <summary>Three neighbouring ranges that cover [0, <paramref name="count"/>), as threads would take them; some may be empty.</summary>
    public static (int First, int Count)[] Ranges(this SeededRandom random, int count)
    {
        int a = random.Next(count + 1);
        int b = a + random.Next(count - a + 1);
        return [(0, a), (a, b - a), (b, count - b)];
    }

    /// <summary>The same values in float.</summary>
    public static float[] ToSingle(this double[] values) => Array.ConvertAll(values, v => (float)v);

    /// <summary>The same values in double.</summary>
    public static double[] ToDouble(this float[] values) => Array.ConvertAll(values, v => (double)v);
}
