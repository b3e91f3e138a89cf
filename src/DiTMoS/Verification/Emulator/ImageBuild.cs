using DiTMoS.Verification.Harness;
using DiTMoS.Verification.HostCompiler;

namespace DiTMoS.Verification.Emulator;

/// <summary>Builds a bare-metal image of generated code and the runner.</summary>
internal static class ImageBuild
{
    /// <summary>The Debian packages of what images are built and run with.</summary>
    public const string Packages = "gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm";

    /// <summary>The image's name in its folder.</summary>
    public const string Image = "image.elf";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly OutsideProgram Gcc = new("arm-none-eabi-gcc", "to verify C on an emulated Cortex-M", Packages);

    /// <summary>The runner calls no library, so that whatever a library brings is the inference's.</summary>
    private static readonly string[] RunnerFlags = ["-std=gnu99", "-O2", "-Wall", "-Wextra", "-Werror", "-ffreestanding", "-fno-tree-loop-distribute-patterns", "-DRoom_section=__attribute__((section(\".room\")))"];

    private static readonly string[] RunnerSources = ["startup.c", "guard.c", "emulated.c", "semihosting.c"];

    /// <summary>Builds the image.</summary>
    /// <param name="folder">The code.</param>
    /// <param name="core">The core.</param>
    /// <param name="mode">How it is compiled.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="MissingToolException">There is no cross compiler, or no C library for it.</exception>
    /// <exception cref="RunnerException">The code does not compile.</exception>
    public static void Make(RunnerFolder folder, EmulatedCore core, RunnerMode mode, CancellationToken cancellation)
    {
        C99Subject subject = folder.Subject;
        string[] common = [.. core.Flags, "-I.", "-I" + subject.Headers, subject.EmulatedFlash];
        string[] runner = [.. RunnerSources.Append(mode.Streamed ? "stream.c" : "main.c").Select(source => RunnerFolder.Prefix + source)];
        Call(
            [
                .. common,
                .. RunnerFlags,
                .. mode.Poisoned ? (string[])["-DSubject_poison"] : [],
                .. mode.Profiled ? (string[])["-DSubject_profiled"] : [],
                .. mode.Streamed ? (string[])["-DSubject_streamed"] : [],
                "-c",
                .. runner,
            ],
            folder,
            cancellation);
        Call(
            [
                .. common,
                .. HostBuild.StrictFlags,
                "-O2",
                "-ffunction-sections",
                "-fdata-sections",
                .. mode.Portable ? subject.Portable : [],
                .. mode.Profiled ? (string[])["-include", RunnerFolder.ProfileHeader] : [],
                "-c",
                .. subject.Sources,
            ],
            folder,
            cancellation);
        Call(
            [
                .. core.Flags,
                "-nostartfiles",
                "--specs=nano.specs",
                "-Wl,--gc-sections",
                "-T",
                RunnerFolder.Prefix + "image.ld",
                "-o",
                Image,
                .. runner.Concat(subject.Sources).Select(source => Path.ChangeExtension(Path.GetFileName(source), ".o")),
            ],
            folder,
            cancellation);
    }

    /// <summary>Compiles the inference alone, as in the image, but so that each step's function stays one, and gives the object file's name.</summary>
    /// <exception cref="RunnerException">The code does not compile.</exception>
    public static string CompileApart(RunnerFolder folder, EmulatedCore core, CancellationToken cancellation)
    {
        C99Subject subject = folder.Subject;
        const string Object = "apart.o";
        string source = subject.Sources.First(path => Path.GetFileName(path) == $"{subject.Name}.c");
        Call([.. core.Flags, "-I.", "-I" + subject.Headers, subject.EmulatedFlash, .. HostBuild.StrictFlags, "-O2", "-fno-inline", "-c", "-o", Object, source], folder, cancellation);
        return Object;
    }

    private static void Call(IEnumerable<string> arguments, RunnerFolder folder, CancellationToken cancellation)
    {
        ProgramOutcome outcome = Gcc.Run(arguments, folder.Path, Timeout, cancellation);
        if (outcome.Error.Contains("nano.specs", StringComparison.Ordinal) || outcome.Error.Contains("stdint.h: No such file", StringComparison.Ordinal))
        {
            throw Gcc.Missing("a compiler without its C library");
        }

        if (!outcome.Succeeded)
        {
            throw new RunnerException($"{Gcc.Name} refuses the code: {outcome.Problem()}");
        }
    }
}
