namespace DiTMoS.Verification.Harness;

/// <summary>How generated code is compiled and run.</summary>
/// <param name="Portable">The portable code, without contraction: the same bits on every machine. Otherwise the code for the core.</param>
/// <param name="Poisoned">The context is filled with signalling NaNs before every window. Otherwise it is made once.</param>
/// <param name="Profiled">Every step is counted alone.</param>
/// <param name="Streamed">Samples are pushed. Otherwise windows are run.</param>
internal readonly record struct RunnerMode(bool Portable, bool Poisoned = false, bool Profiled = false, bool Streamed = false);
