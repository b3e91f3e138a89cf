using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Verification.Harness;

namespace DiTMoS.Verification.Emulator;

/// <summary>Runs images under QEMU, where every instruction takes the same time and can be counted.</summary>
internal static class EmulatedBoard
{
    private const int FaultStatus = 101;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private static readonly OutsideProgram Qemu = new("qemu-system-arm", "to verify C on an emulated Cortex-M", ImageBuild.Packages);
    private static readonly OutsideProgram Addresses = new("arm-none-eabi-addr2line", "to name functions", ImageBuild.Packages);

    /// <summary>Builds an image and runs the folder's windows through it.</summary>
    /// <param name="folder">Code and windows.</param>
    /// <param name="core">The core.</param>
    /// <param name="mode">How it is compiled and run.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="MissingToolException">Compiler or emulator are not there.</exception>
    /// <exception cref="RunnerException">The code does not compile, or faults.</exception>
    public static EmulatorRun Run(RunnerFolder folder, EmulatedCore core, RunnerMode mode, CancellationToken cancellation)
    {
        Dictionary<string, uint> figures = Execute(folder, core, mode, cancellation);
        RunnerResults results = folder.ReadResults(mode.Profiled);
        return new EmulatorRun(results, (int)figures.GetValueOrDefault("code_bytes"), (int)figures.GetValueOrDefault("constant_bytes"), (int)figures.GetValueOrDefault("data_bytes"), (int)figures.GetValueOrDefault("static_bytes"));
    }

    /// <summary>Builds an image and pushes the folder's samples through it; parameters and errors are those of <see cref="Run"/>.</summary>
    public static StreamRun RunStream(RunnerFolder folder, EmulatedCore core, bool portable, CancellationToken cancellation)
    {
        Dictionary<string, uint> figures = Execute(folder, core, new RunnerMode(portable, Streamed: true), cancellation);
        return new StreamRun(folder.ReadStream(), (int)figures.GetValueOrDefault("code_bytes"), (int)figures.GetValueOrDefault("constant_bytes"));
    }

    private static Dictionary<string, uint> Execute(RunnerFolder folder, EmulatedCore core, RunnerMode mode, CancellationToken cancellation)
    {
        ImageBuild.Make(folder, core, mode, cancellation);
        string[] arguments =
        [
            "-M", core.Machine,
            "-display", "none",
            "-monitor", "none",
            "-serial", "null",
            "-chardev", "stdio,id=console,signal=off",
            "-semihosting-config", "enable=on,target=native,chardev=console",
            "-icount", "shift=10",
            "-kernel", ImageBuild.Image,
        ];
        ProgramOutcome outcome = Qemu.Run(arguments, folder.Path, Timeout, cancellation);
        Dictionary<string, uint> figures = Figures(outcome.Output);
        if (outcome.Status == FaultStatus && !outcome.TimedOut)
        {
            throw new RunnerException(Fault(figures, folder, cancellation));
        }

        if (!outcome.Succeeded)
        {
            throw new RunnerException($"the image does not run to its end: {(outcome with { Error = outcome.Output + outcome.Error }).Problem()}");
        }

        return figures;
    }

    /// <summary>Lines such as <c>pc=000000a4</c>.</summary>
    private static Dictionary<string, uint> Figures(string output)
    {
        var figures = new Dictionary<string, uint>(StringComparer.Ordinal);
        foreach (string line in output.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Split('=') is [var name, var digits] && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
            {
                figures[name] = value;
            }
        }

        return figures;
    }

    private static string Fault(Dictionary<string, uint> figures, RunnerFolder folder, CancellationToken cancellation)
    {
        const uint MemoryManagement = 4;
        const uint AddressIsKnown = 1u << 7;
        uint status = figures.GetValueOrDefault("status");
        bool overflowed = (int)figures.GetValueOrDefault("stack") < 0;
        string what = overflowed ? "the stack overflowed"
            : figures.GetValueOrDefault("fault") == MemoryManagement && (status & AddressIsKnown) != 0 ? $"the memory protection refused an access to 0x{figures.GetValueOrDefault("address"):x8}"
            : $"exception {figures.GetValueOrDefault("fault")}, status 0x{status:x8}";
        return figures.TryGetValue("pc", out uint pc) ? $"{what}, by {FunctionAt(pc, folder, cancellation)}" : what;
    }

    /// <summary>The function, as the image's symbols tell it.</summary>
    private static string FunctionAt(uint pc, RunnerFolder folder, CancellationToken cancellation)
    {
        string address = pc.ToString("x8", CultureInfo.InvariantCulture);
        try
        {
            ProgramOutcome outcome = Addresses.Run(["-f", "-e", ImageBuild.Image, address], folder.Path, Timeout, cancellation);
            string name = outcome.Output.Split('\n')[0].Trim();
            return outcome.Succeeded && name is not ("" or "??") ? $"'{Text.Shown(name)}'" : $"the instruction at 0x{address}";
        }
        catch (MissingToolException)
        {
            return $"the instruction at 0x{address}";
        }
    }
}
