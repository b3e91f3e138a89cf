namespace DiTMoS.Data;

/// <summary>A tested window and one that was learnt from, which have something in common.</summary>
/// <param name="Test">The row of the tested window.</param>
/// <param name="Learnt">The row of the other, trained or validated on.</param>
/// <param name="TestRecording">The name of the recording that the tested window was cut from; null where unknown.</param>
/// <param name="LearntRecording">The name of the recording that the other was cut from; null where unknown.</param>
public readonly record struct WindowPair(int Test, int Learnt, string? TestRecording = null, string? LearntRecording = null);
