namespace DiTMoS.Export.C99.Streams;

/// <summary>What is kept for frames from one window to the next.</summary>
internal enum FrameKeeping
{
    /// <summary>Windows overlap by whole frames: a frame is computed once, for all windows over it.</summary>
    Shared,

    /// <summary>Windows do not overlap: frames begin anew with each.</summary>
    Restarted,

    /// <summary>Windows overlap otherwise, and share no frame: the samples of a whole window are kept, and all its frames computed when it is complete.</summary>
    Whole,
}
