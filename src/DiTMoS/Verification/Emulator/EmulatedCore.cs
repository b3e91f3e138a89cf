namespace DiTMoS.Verification.Emulator;

/// <summary>A core that QEMU emulates, and how it is compiled for.</summary>
/// <param name="Name">As compilers and boards call it.</param>
/// <param name="Machine">QEMU's machine with it.</param>
/// <param name="Flags">Flags of the compiler.</param>
/// <param name="CyclesPerInstruction">By which time is estimated; assumed, not measured.</param>
internal sealed record EmulatedCore(string Name, string Machine, IReadOnlyList<string> Flags, double CyclesPerInstruction)
{
    /// <summary>Flash is waited for and two instructions may begin at once: taken to even out.</summary>
    private static readonly EmulatedCore M7 = new("cortex-m7", "mps2-an500", ["-mcpu=cortex-m7", "-mthumb", "-mfpu=fpv5-sp-d16", "-mfloat-abi=hard"], 1.0);

    private static readonly EmulatedCore M4 = new("cortex-m4", "mps2-an386", ["-mcpu=cortex-m4", "-mthumb", "-mfpu=fpv4-sp-d16", "-mfloat-abi=hard"], 1.3);

    /// <summary>The core of a board; the Cortex-M7 for one that is not emulated.</summary>
    public static EmulatedCore Of(string core) => core.StartsWith(M4.Name, StringComparison.OrdinalIgnoreCase) ? M4 : M7;
}
