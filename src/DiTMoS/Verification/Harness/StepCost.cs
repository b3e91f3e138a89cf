namespace DiTMoS.Verification.Harness;

/// <summary>What one step of an inference took.</summary>
/// <param name="Calls">How often its end was met: 1.</param>
/// <param name="Instructions">Instructions.</param>
/// <param name="StackBytes">The most stack while it ran, with what its callers keep there.</param>
/// <param name="Invalid">Whether it computed with memory that nobody wrote.</param>
internal readonly record struct StepCost(int Calls, long Instructions, int StackBytes, bool Invalid);
