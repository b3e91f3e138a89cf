namespace DiTMoS.Data;

/// <summary>Recordings of one trial on both sides of a split; usually the same one twice.</summary>
/// <param name="Test">The name of the recording that tested windows are from.</param>
/// <param name="Learnt">The name of the one that others, trained or validated on, are from.</param>
public readonly record struct RecordingPair(string Test, string Learnt);
