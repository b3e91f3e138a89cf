using DiTMoS.Planning.Boards;

namespace DiTMoS.Verification.Emulator;

/// <summary>A core that code is compiled for and counted on.</summary>
/// <param name="Name">As compilers and boards call it.</param>
/// <param name="Machine">QEMU's machine that runs it.</param>
/// <param name="CyclesPerInstruction">By which time is estimated; assumed, not measured.</param>
/// <param name="Watts">By which energy is estimated; null where nothing is published.</param>
internal sealed record EmulatedCore(string Name, string Machine, double CyclesPerInstruction, double? Watts = null)
{
    /// <summary>What an STM32F767 was measured to take (DiTMoS, PerCom 2024).</summary>
    private const double Stm32F767Watts = 0.33;

    // The Cortex-M0+ has a subset of the instructions of the Cortex-M4, which therefore runs its code: as many instructions, of software floating point.
    private static readonly EmulatedCore[] All =
    [
        new("cortex-m7", "mps2-an500", 1.0, Stm32F767Watts),
        new("cortex-m4", "mps2-an386", 1.3),
        new("cortex-m0plus", "mps2-an386", 1.5),
    ];

    /// <summary>Flags of the compiler.</summary>
    public IReadOnlyList<string> Flags => CoreFlags.Of(Name);

    /// <summary>The names of the cores that are emulated.</summary>
    public static string Names => string.Join(", ", All.Select(core => core.Name));

    /// <summary>The core of a board; null for one that is not emulated.</summary>
    public static EmulatedCore? Find(string core) => All.FirstOrDefault(known => known.Name.Equals(core, StringComparison.OrdinalIgnoreCase));
}
