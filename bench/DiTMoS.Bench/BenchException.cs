namespace DiTMoS.Bench;

/// <summary>A benchmark that cannot run; the message says what is missing and the way out.</summary>
internal sealed class BenchException(string message) : Exception(message);
