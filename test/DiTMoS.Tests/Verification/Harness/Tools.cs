using DiTMoS.Tests.Export.Onnx;

namespace DiTMoS.Tests.Verification.Harness;

/// <summary>Whether the programs that compile and emulate are here.</summary>
internal static class Tools
{
    /// <summary>Skips the test where gcc is not here.</summary>
    public static void SkipWithoutHostCompiler() => Assert.SkipUnless(Runs("gcc"), "gcc is not here (Debian: apt-get install gcc libc6-dev)");

    /// <summary>Skips the test where the cross compiler or the emulator are not here.</summary>
    public static void SkipWithoutEmulator() => Assert.SkipUnless(
        Runs("arm-none-eabi-gcc") && Runs("qemu-system-arm"),
        "arm-none-eabi-gcc or qemu-system-arm are not here (Debian: apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm, or build/emulator)");

    private static bool Runs(string program) => OutsideTool.Run(program, "--version") is { Status: 0 };
}
