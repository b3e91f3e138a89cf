namespace DiTMoS.Verification;

/// <summary>How the decisions of generated code compare with those of <see cref="DiTMoS.Streaming.StreamingClassifier"/>.</summary>
/// <param name="Samples">Samples that were pushed.</param>
/// <param name="Decisions">Decisions that there should be.</param>
/// <param name="Equal">Decisions that are the same: position, label, outcome, and what the window alone says.</param>
/// <param name="MaxAbsDifference">The largest difference of a score.</param>
public sealed record StreamComparison(int Samples, int Decisions, int Equal, double MaxAbsDifference)
{
    /// <summary>Whether every decision is the same, and every score within <see cref="DeploymentVerifier.Tolerance"/>.</summary>
    public bool Same => Equal == Decisions && MaxAbsDifference <= DeploymentVerifier.Tolerance;
}
