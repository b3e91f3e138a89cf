namespace DiTMoS.Verification;

/// <summary>How the answers of generated code compare with the engine's.</summary>
/// <param name="Windows">Windows that were run.</param>
/// <param name="LabelsEqual">Windows with the engine's label.</param>
/// <param name="RoutesEqual">Windows with the engine's route.</param>
/// <param name="MaxAbsDifference">The largest difference of a score from the engine's.</param>
public sealed record AnswerComparison(int Windows, int LabelsEqual, int RoutesEqual, double MaxAbsDifference)
{
    /// <summary>Whether every label and route is the engine's, and every score within <see cref="DeploymentVerifier.Tolerance"/>.</summary>
    public bool Same => LabelsEqual == Windows && RoutesEqual == Windows && MaxAbsDifference <= DeploymentVerifier.Tolerance;
}
