using System.Globalization;

namespace DiTMoS.Training.Splitting;

/// <summary>How <see cref="KMeans"/> searches.</summary>
public sealed record KMeansOptions
{
    /// <summary>Runs from different starting centres, of which the best is kept; at least 1. Default 50.</summary>
    public int Restarts { get; init; } = 50;

    /// <summary>The most Lloyd iterations of one run; at least 1. Default 300.</summary>
    public int MaximumIterations { get; init; } = 300;

    /// <summary>A run ends when its centres together move by no more than this, squared, as a share of the features' mean variance; at least 0. Default 1e-4.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>The fewest rows that a subset may have; at least 0. Default 0. No subset is ever empty, so 0 and 1 mean the same.</summary>
    public int MinimumSubset { get; init; }

    /// <summary>Refuses values that mean nothing.</summary>
    /// <exception cref="OptionException">An option is out of range; the message names it.</exception>
    public void Check()
    {
        Require(Restarts >= 1, nameof(Restarts), "at least 1", Restarts.ToString(CultureInfo.InvariantCulture));
        Require(MaximumIterations >= 1, nameof(MaximumIterations), "at least 1", MaximumIterations.ToString(CultureInfo.InvariantCulture));
        Require(Tolerance is >= 0 and < double.PositiveInfinity, nameof(Tolerance), "a finite number, at least 0", Tolerance.ToString(CultureInfo.InvariantCulture));
        Require(MinimumSubset >= 0, nameof(MinimumSubset), "at least 0", MinimumSubset.ToString(CultureInfo.InvariantCulture));
    }

    private static void Require(bool condition, string option, string rule, string value)
    {
        if (!condition)
        {
            throw new OptionException($"{nameof(KMeansOptions)}.{option} must be {rule}. Got {value}.");
        }
    }
}
