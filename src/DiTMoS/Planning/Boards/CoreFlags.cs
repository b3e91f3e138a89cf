namespace DiTMoS.Planning.Boards;

/// <summary>What GCC is told of a core.</summary>
internal static class CoreFlags
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cortex-m0"] = ["-mcpu=cortex-m0", "-mthumb", "-mfloat-abi=soft"],
        ["cortex-m0plus"] = ["-mcpu=cortex-m0plus", "-mthumb", "-mfloat-abi=soft"],
        ["cortex-m3"] = ["-mcpu=cortex-m3", "-mthumb", "-mfloat-abi=soft"],
        ["cortex-m4"] = ["-mcpu=cortex-m4", "-mthumb", "-mfpu=fpv4-sp-d16", "-mfloat-abi=hard"],
        ["cortex-m7"] = ["-mcpu=cortex-m7", "-mthumb", "-mfpu=fpv5-sp-d16", "-mfloat-abi=hard"],
        ["cortex-m33"] = ["-mcpu=cortex-m33", "-mthumb", "-mfpu=fpv5-sp-d16", "-mfloat-abi=hard"],
    };

    /// <summary>The flags for a core, its single-precision FPU included where it usually has one; empty for a core that is not known.</summary>
    /// <param name="core">As <see cref="Board.Core"/> names it.</param>
    public static IReadOnlyList<string> Of(string core) => Known.GetValueOrDefault(core, []);
}
