namespace DiTMoS.Experiments.Records;

/// <summary>Bytes of working memory by where the selector's features wait for the classifier.</summary>
/// <param name="Ram">Where they wait in RAM.</param>
/// <param name="Recompute">Where the selector's blocks run again; null where there is nothing to run again.</param>
public sealed record RunArenaBytes(long Ram, long? Recompute = null);
