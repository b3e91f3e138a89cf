namespace DiTMoS.Compression;

/// <summary>What a classifier does about the scale of the selector's features, which it reads beside its own.</summary>
public enum FeatureScaling
{
    /// <summary>Whichever of the other two loses less on the calibration windows.</summary>
    Automatic,

    /// <summary>Selector and classifiers store these features in one scale, the widest of theirs.</summary>
    Shared,

    /// <summary>Each stores its own in a scale of its own; the ratio of the scales is folded into the weights of the classifier that reads them, which costs no instruction.</summary>
    Folded,
}
