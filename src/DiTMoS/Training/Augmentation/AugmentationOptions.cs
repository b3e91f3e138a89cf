namespace DiTMoS.Training.Augmentation;

/// <summary>Random changes of training windows that leave their class as it is. All zero by default: no augmentation.</summary>
/// <remarks>Um et al., "Data augmentation of wearable sensor data" (2017).</remarks>
public sealed record AugmentationOptions
{
    /// <summary>Standard deviation of the noise added to every sample, in units of the channel's standard deviation; at least 0.</summary>
    public float Jitter { get; init; }

    /// <summary>Standard deviation of the factor (around 1) that each channel is multiplied by; at least 0.</summary>
    public float Scaling { get; init; }

    /// <summary>The farthest shift in time, as a share of the window, in [0, 1); the gap repeats the edge sample.</summary>
    public float TimeShift { get; init; }

    /// <summary>The largest rotation of each group of three consecutive channels about a random axis, in degrees, at least 0.</summary>
    public float RotationDegrees { get; init; }

    /// <summary>The largest share of the window that is set to zero (one span, all channels), in [0, 1).</summary>
    public float TimeMask { get; init; }

    /// <summary>Standard deviation of a constant added to each channel, in units of the channel's standard deviation; at least 0.</summary>
    public float Offset { get; init; }

    /// <summary>Whether nothing is changed.</summary>
    public bool IsNone => this is { Jitter: 0, Scaling: 0, TimeShift: 0, RotationDegrees: 0, TimeMask: 0, Offset: 0 };

    internal void Check()
    {
        OptionCheck.InRange(Jitter, 0, 1e3f, "Augmentation.Jitter");
        OptionCheck.InRange(Scaling, 0, 1e3f, "Augmentation.Scaling");
        OptionCheck.InRange(TimeShift, 0, 1, "Augmentation.TimeShift");
        OptionCheck.InRange(RotationDegrees, 0, 181, "Augmentation.RotationDegrees");
        OptionCheck.InRange(TimeMask, 0, 1, "Augmentation.TimeMask");
        OptionCheck.InRange(Offset, 0, 1e3f, "Augmentation.Offset");
    }
}
