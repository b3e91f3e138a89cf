namespace DiTMoS.Experiments.Records;

/// <summary>How many windows of one subject, speaker or recording are right.</summary>
/// <param name="Name">The group, such as <c>subject 7</c>.</param>
/// <param name="Correct">Its tested windows whose prediction is right.</param>
/// <param name="Total">Its tested windows, at least 1.</param>
public sealed record RunGroup(string Name, int Correct, int Total);
