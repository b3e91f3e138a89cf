using System.Globalization;
using DiTMoS.Planning.Boards;

namespace DiTMoS.Planning;

/// <summary>What a deployment has to keep to.</summary>
public sealed record PlanOptions
{
    private const double LeastRate = 1e-9;   // once in 30 years

    /// <summary>How features are placed. Default <see cref="PlacementStrategy.Auto"/>.</summary>
    public PlacementStrategy Strategy { get; init; } = PlacementStrategy.Auto;

    /// <summary>The largest arena in bytes, the window included; null for the board's RAM. Default null.</summary>
    public int? RamLimitBytes { get; init; }

    /// <summary>The longest estimated inference in milliseconds (<see cref="Board.CyclesPerMac"/>); null for no limit. Default null.</summary>
    public double? LatencyLimitMs { get; init; }

    /// <summary>Inferences per second, from which flash wear is computed; in [1E-9, 1E9]. Default 1.</summary>
    public double InferencesPerSecond { get; init; } = 1;

    /// <summary>The years that flash has to last where features are written to it; over 0. Default 10.</summary>
    public double RequiredLifetimeYears { get; init; } = 10;

    /// <summary>Whether a plan that wears the flash out within <see cref="RequiredLifetimeYears"/> is made all the same. Default false.</summary>
    public bool AllowFlashWear { get; init; }

    /// <summary>Refuses what no plan can keep to.</summary>
    /// <exception cref="OptionException">A value is out of range.</exception>
    public void Check()
    {
        Require(Enum.IsDefined(Strategy), nameof(Strategy), "must be Auto, Ram, Flash or Recompute", $"{Strategy}");
        Require(RamLimitBytes is null or > 0, nameof(RamLimitBytes), "must be over 0 bytes", Text(RamLimitBytes));
        Require(LatencyLimitMs is null or (> 0 and < double.PositiveInfinity), nameof(LatencyLimitMs), "must be over 0 milliseconds", Text(LatencyLimitMs));
        Require(InferencesPerSecond is >= LeastRate and <= 1 / LeastRate, nameof(InferencesPerSecond), "must be in [1E-9, 1E9]", Text(InferencesPerSecond));
        Require(RequiredLifetimeYears is > 0 and < double.PositiveInfinity, nameof(RequiredLifetimeYears), "must be over 0 years", Text(RequiredLifetimeYears));
    }

    private static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static void Require(bool condition, string option, string rule, string found)
    {
        if (!condition)
        {
            throw new OptionException($"PlanOptions.{option}: {rule}. Got {found}.");
        }
    }
}
