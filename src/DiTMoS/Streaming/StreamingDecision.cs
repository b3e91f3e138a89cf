namespace DiTMoS.Streaming;

/// <summary>What is decided when a window of a stream is complete.</summary>
public readonly record struct StreamingDecision
{
    /// <summary>The window's first sample, counted from 0 at the rate that windows have.</summary>
    public long Start { get; init; }

    /// <summary>What came of it.</summary>
    public StreamingOutcome Outcome { get; init; }

    /// <summary>Whether the class does not count: its score is too low, it came too early, or the window has no answer.</summary>
    public bool IsRejected => Outcome != StreamingOutcome.Accepted;

    /// <summary>The class after smoothing, in [0, K), also where it is rejected; -1 for a window without an answer.</summary>
    public int Label { get; init; }

    /// <summary>The score of <see cref="Label"/> after smoothing, in [0, 1]; 0 for a window without an answer.</summary>
    public float Score { get; init; }

    /// <summary>What the window alone says, in [0, K): the class that scoring it in a batch gives; -1 for a window without an answer.</summary>
    public int WindowLabel { get; init; }

    /// <summary>The classifier that the window was routed to, in [0, N); 0 for an ensemble; -1 for a window without an answer.</summary>
    public int Route { get; init; }
}
