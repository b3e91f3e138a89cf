namespace DiTMoS.Experiments;

/// <summary>What a runner says of each run that ended.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Method">The method's name; <c>strong model</c> for one that runs share.</param>
/// <param name="Variant">The variant's name; empty for none.</param>
/// <param name="Run">Which run of its row, from 0.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Done">Runs that ended so far, those included that were there already.</param>
/// <param name="Total">All runs.</param>
/// <param name="Took">What it took.</param>
/// <param name="Left">What is left, as far as can be told.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
public sealed record ExperimentProgress(string Dataset, string Method, string Variant, int Run, RunOutcome Outcome, int Done, int Total, TimeSpan Took, TimeSpan Left, string? Failure);
