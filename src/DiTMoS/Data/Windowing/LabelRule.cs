namespace DiTMoS.Data.Windowing;

/// <summary>Which of the labels under a window becomes the window's.</summary>
public enum LabelRule
{
    /// <summary>The class of the most samples, where it has at least <see cref="WindowOptions.MajorityThreshold"/> of them; else the window has no class. Of equal classes, the one that begins first.</summary>
    Majority,

    /// <summary>The class of the last sample.</summary>
    Last,

    /// <summary>The class of the sample in the middle: sample L / 2, rounded down.</summary>
    Centre,

    /// <summary>Windows are cut within each labelled stretch alone, beginning with its first sample: all samples are of one class.</summary>
    Within,
}
