using System.Runtime.Intrinsics;

namespace DiTMoS.Tests.Kernels;

/// <summary>Says, in a process that <see cref="InstructionSetTests"/> started, which vectors the processor is used for.</summary>
public sealed class InstructionSetReport
{
    /// <summary>Set where a report is wanted.</summary>
    public const string Switch = "DITMOS_TESTS_REPORT_VECTORS";

    public InstructionSetReport()
    {
        if (Environment.GetEnvironmentVariable(Switch) != null)
        {
            (int Width, bool Used)[] vectors = [(128, Vector128.IsHardwareAccelerated), (256, Vector256.IsHardwareAccelerated), (512, Vector512.IsHardwareAccelerated)];
            Console.WriteLine($"Vector widths: {string.Join(' ', vectors.Where(v => v.Used).Select(v => v.Width))}.");
        }
    }
}
