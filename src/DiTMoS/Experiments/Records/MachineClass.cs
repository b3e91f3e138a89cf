using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiTMoS.Experiments.Records;

/// <summary>The kind of machine that a run was made on. Rounding depends on it, and with it the last digits of a figure.</summary>
/// <param name="Architecture">The processor's architecture, such as <c>x64</c>.</param>
/// <param name="Cores">Processors that .NET sees.</param>
/// <param name="VectorBits">The widest vectors that .NET computes with, in bits.</param>
public sealed record MachineClass(string Architecture, int Cores, int VectorBits)
{
    /// <summary>This machine.</summary>
    public static MachineClass Current { get; } = new(RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(), Environment.ProcessorCount, Widest());

    private static int Widest() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
}
