namespace DiTMoS.Tests.Data.Fuzzing;

/// <summary>An altered input that was not read as it should.</summary>
/// <param name="Sample">The sample's name.</param>
/// <param name="Seed">What alters it.</param>
/// <param name="Problem">What went wrong.</param>
internal sealed record FuzzFailure(string Sample, int Seed, string Problem);
