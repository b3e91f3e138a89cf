namespace DiTMoS.Streaming;

/// <summary>What came of a window in a stream.</summary>
public enum StreamingOutcome
{
    /// <summary>The class is decided.</summary>
    Accepted,

    /// <summary>Rejected: the score of the class is below <see cref="StreamingOptions.RejectBelow"/>.</summary>
    LowConfidence,

    /// <summary>Rejected: it came within the refractory time behind an accepted decision.</summary>
    Refractory,

    /// <summary>Rejected: the window has a value that is not finite, so that the model gives it no answer.</summary>
    NotFinite,
}
