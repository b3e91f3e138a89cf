using DiTMoS.Verification.Harness;

namespace DiTMoS.Verification.Emulator;

/// <summary>One run of a stream on the emulated board.</summary>
/// <param name="Results">What it decided, and what pushes took.</param>
/// <param name="CodeBytes">Code of stream and network, and what it takes from libraries.</param>
/// <param name="ConstantBytes">Their constants.</param>
internal sealed record StreamRun(StreamResults Results, int CodeBytes, int ConstantBytes);
