namespace DiTMoS.Verification;

/// <summary>How a check ended.</summary>
public enum VerificationOutcome
{
    /// <summary>All is as it must be.</summary>
    Passed,

    /// <summary>Something is not.</summary>
    Failed,

    /// <summary>What the check needs is not there.</summary>
    Skipped,
}
