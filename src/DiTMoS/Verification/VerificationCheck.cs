namespace DiTMoS.Verification;

/// <summary>One thing that was verified.</summary>
/// <param name="Name">What, such as <c>file hashes</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">What was found, or why it was skipped, as shown to people.</param>
public sealed record VerificationCheck(string Name, VerificationOutcome Outcome, string Detail);
