namespace DiTMoS.Data.Survey;

/// <summary>What one channel looks like over all recordings.</summary>
public sealed record ChannelSurvey
{
    /// <summary>The channel.</summary>
    public required string Name { get; init; }

    /// <summary>Its unit; null where unknown.</summary>
    public string? Unit { get; init; }

    /// <summary>Samples that are not a number, or infinite.</summary>
    public required long Missing { get; init; }

    /// <summary>The smallest finite sample; 0 where there is none.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest finite sample; 0 where there is none.</summary>
    public required double Maximum { get; init; }

    /// <summary>The mean of the finite samples.</summary>
    public required double Mean { get; init; }

    /// <summary>The standard deviation of the finite samples.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>The share of samples that lie exactly at the minimum or the maximum, in [0, 1]: high where a sensor saturates.</summary>
    public required double ShareAtLimits { get; init; }

    /// <summary>The most samples in a row with one value: long where a sensor hangs.</summary>
    public required long LongestHold { get; init; }

    /// <summary>What looks wrong, in words; empty where nothing does.</summary>
    public required IReadOnlyList<string> Suspicions { get; init; }
}
