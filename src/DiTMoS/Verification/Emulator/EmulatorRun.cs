using DiTMoS.Verification.Harness;

namespace DiTMoS.Verification.Emulator;

/// <summary>One run of an image on the emulated board.</summary>
/// <param name="Results">What the inference answered, and what it took.</param>
/// <param name="CodeBytes">Code of the inference, and what it takes from libraries.</param>
/// <param name="ConstantBytes">Its constants.</param>
/// <param name="DataBytes">Values that its variables begin with, which lie in flash too.</param>
/// <param name="StaticRamBytes">Its variables.</param>
internal sealed record EmulatorRun(RunnerResults Results, int CodeBytes, int ConstantBytes, int DataBytes, int StaticRamBytes);
