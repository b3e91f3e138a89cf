using DiTMoS.Streaming;

namespace DiTMoS.Verification.Harness;

/// <summary>A decision of generated code.</summary>
/// <param name="Push">The push that it came with, from 0.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Invalid">Whether it was computed with memory that nobody wrote.</param>
/// <param name="Scores">The scores of the K classes.</param>
internal sealed record StreamAnswer(int Push, StreamingDecision Decision, bool Invalid, float[] Scores);
