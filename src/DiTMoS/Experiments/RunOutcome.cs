namespace DiTMoS.Experiments;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>It was run, and is kept.</summary>
    Finished,

    /// <summary>Another runner did it meanwhile.</summary>
    Elsewhere,

    /// <summary>It failed; the others go on.</summary>
    Failed,

    /// <summary>A strong model that several runs share was trained.</summary>
    Prepared,
}
