namespace DiTMoS.Verification.Harness;

/// <summary>What generated code says of one window.</summary>
/// <param name="Route">The classifier that was chosen, from 0.</param>
/// <param name="Label">The class, from 0.</param>
/// <param name="Instructions">Instructions from call to return; 0 where they are not counted.</param>
/// <param name="StackBytes">The most stack below the caller's; 0 where it is not measured.</param>
/// <param name="Invalid">Whether it computed with memory that nobody wrote.</param>
/// <param name="Scores">The K class probabilities.</param>
/// <param name="Logits">The K class logits; the probabilities where the members of an ensemble have logits of their own.</param>
/// <param name="Steps">The steps by their index; none where they are not profiled.</param>
internal sealed record RunnerAnswer(int Route, int Label, long Instructions, int StackBytes, bool Invalid, float[] Scores, float[] Logits, StepCost[] Steps);
