using System.Globalization;

namespace DiTMoS.Tests;

/// <summary>Compares what the engine computes in float with what a reference computes in double.</summary>
internal static class Near
{
    /// <summary>Every difference is at most <paramref name="tolerance"/> times the largest expected magnitude, or times <paramref name="floor"/> where that is larger.</summary>
    public static void AssertAll(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, string what, double floor = 1)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = Largest(expected, floor);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance * largest))
            {
                Fail(what, i, expected[i], actual[i], tolerance, largest);
            }
        }
    }

    /// <summary>As above, for two results in double.</summary>
    public static void AssertAll(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance, string what, double floor = 1)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = Largest(expected, floor);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance * largest))
            {
                Fail(what, i, expected[i], actual[i], tolerance, largest);
            }
        }
    }

    private static double Largest(ReadOnlySpan<double> values, double floor)
    {
        double largest = floor;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    private static void Fail(string what, int index, double expected, double actual, double tolerance, double largest) =>
        Assert.Fail(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}, value {index}: expected {expected:R}, got {actual:R}, off by {Math.Abs(expected - actual) / largest:G3} of {largest:G6}; {tolerance:G3} is allowed."));
}
