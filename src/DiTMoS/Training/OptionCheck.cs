using System.Globalization;

namespace DiTMoS.Training;

/// <summary>Refuses option values outside their range, by name.</summary>
internal static class OptionCheck
{
    public static void AtLeast(int value, int minimum, string option)
    {
        if (value < minimum)
        {
            throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{option} must be at least {minimum}. Got {value}."));
        }
    }

    public static void AtLeast(double value, double minimum, string option)
    {
        if (!(value >= minimum))
        {
            throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{option} must be at least {minimum}. Got {value}."));
        }
    }

    public static void Positive(float value, string option)
    {
        if (!(value > 0) || !float.IsFinite(value))
        {
            throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{option} must be a number over 0. Got {value}."));
        }
    }

    public static void AtMost(float value, float maximum, string option)
    {
        if (!(value <= maximum))
        {
            throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{option} must be at most {maximum}. Got {value}."));
        }
    }

    /// <summary>The value must lie in [minimum, maximum).</summary>
    public static void InRange(float value, float minimum, float maximum, string option)
    {
        if (!(value >= minimum && value < maximum))
        {
            throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{option} must be in [{minimum}, {maximum}). Got {value}."));
        }
    }
}
