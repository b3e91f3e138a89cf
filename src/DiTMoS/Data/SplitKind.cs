namespace DiTMoS.Data;

/// <summary>By what a split keeps windows together.</summary>
public enum SplitKind
{
    /// <summary>By nothing: windows of one recording can be trained on and tested. Comparable with publications that split so; optimistic.</summary>
    Random,

    /// <summary>By recording: all windows of a recording are in the same part.</summary>
    Trial,

    /// <summary>By subject: all windows of a person are in the same part. What counts for a device that a new person will wear.</summary>
    Subject,

    /// <summary>By the folds that the recordings' publishers fixed.</summary>
    Official,
}
