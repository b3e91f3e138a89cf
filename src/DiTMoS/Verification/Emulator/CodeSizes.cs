using System.Globalization;
using DiTMoS.Verification.Harness;

namespace DiTMoS.Verification.Emulator;

/// <summary>The bytes of the functions of an inference, by their names, where each step has a function of its own.</summary>
internal sealed class CodeSizes
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);
    private static readonly OutsideProgram Symbols = new("arm-none-eabi-nm", "to tell the code of steps apart", ImageBuild.Packages);

    private readonly Dictionary<string, int> _bytes = new(StringComparer.Ordinal);

    private CodeSizes()
    {
    }

    /// <summary>The functions of the folder's code. In the image most are part of their caller; the sum is therefore a little more than its code.</summary>
    /// <exception cref="MissingToolException">The tool is not there that reads symbols.</exception>
    /// <exception cref="RunnerException">The code does not compile, or its functions cannot be read.</exception>
    public static CodeSizes Of(RunnerFolder folder, EmulatedCore core, CancellationToken cancellation)
    {
        ProgramOutcome outcome = Symbols.Run(["-S", "--defined-only", ImageBuild.CompileApart(folder, core, cancellation)], folder.Path, Timeout, cancellation);
        if (!outcome.Succeeded)
        {
            throw new RunnerException($"the functions cannot be listed: {outcome.Problem()}");
        }

        var sizes = new CodeSizes();
        foreach (string line in outcome.Output.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Split(' ') is [_, var digits, "t" or "T", var name] && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int bytes))
            {
                string function = name.Split('.')[0];           // what a compiler makes of it goes on behind a dot: conv.constprop.0
                sizes._bytes[function] = sizes._bytes.GetValueOrDefault(function) + bytes;
            }
        }

        return sizes;
    }

    /// <summary>Bytes of the functions that are a step's alone: its own, and the kernel that its shape of convolution has; kernels that steps of different shapes share are in none.</summary>
    /// <param name="step">The operator that the step is named after.</param>
    public int OfStep(string step) => _bytes.GetValueOrDefault(step) + _bytes.GetValueOrDefault(step + "_rows");
}
