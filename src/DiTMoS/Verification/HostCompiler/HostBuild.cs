using DiTMoS.Verification.Harness;

namespace DiTMoS.Verification.HostCompiler;

/// <summary>Builds generated code with gcc and runs it on this machine.</summary>
internal static class HostBuild
{
    /// <summary>What generated code has to be clean under.</summary>
    public static readonly string[] StrictFlags = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"];

    private const string Program = "host.exe";
    private static readonly string[] Plain = ["-O2"];
    private static readonly string[] Sanitizing = ["-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly OutsideProgram Gcc = new("gcc", "to verify C on the host", "gcc libc6-dev");

    /// <summary>Runs the folder's windows through the portable code.</summary>
    /// <param name="folder">Code and windows.</param>
    /// <param name="sanitized">Whether AddressSanitizer and UndefinedBehaviorSanitizer watch.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="MissingToolException">There is no gcc.</exception>
    /// <exception cref="RunnerException">The code does not compile or does not run to its end.</exception>
    public static RunnerResults Run(RunnerFolder folder, bool sanitized, CancellationToken cancellation)
    {
        Execute(folder, "main.c", ["-DSubject_poison"], sanitized, cancellation);
        return folder.ReadResults(profiled: false);
    }

    /// <summary>Pushes the folder's samples through the portable code; parameters and errors are those of <see cref="Run"/>.</summary>
    public static StreamResults RunStream(RunnerFolder folder, bool sanitized, CancellationToken cancellation)
    {
        Execute(folder, "stream.c", ["-DSubject_streamed"], sanitized, cancellation);
        return folder.ReadStream();
    }

    private static void Execute(RunnerFolder folder, string runner, string[] defined, bool sanitized, CancellationToken cancellation)
    {
        C99Subject subject = folder.Subject;
        string[] arguments =
        [
            .. StrictFlags,
            .. sanitized ? Sanitizing : Plain,
            .. subject.Portable,
            subject.EmulatedFlash,
            .. defined,
            "-I.",
            "-I" + subject.Headers,
            "-o",
            Program,
            RunnerFolder.Prefix + runner,
            RunnerFolder.Prefix + "host.c",
            .. subject.Sources,
            "-lm",
        ];
        ProgramOutcome compiled = Gcc.Run(arguments, folder.Path, Timeout, cancellation);
        if (!compiled.Succeeded)
        {
            throw new RunnerException($"gcc refuses the code: {compiled.Problem()}");
        }

        ProgramOutcome ran = Start(folder, cancellation);
        if (!ran.Succeeded)
        {
            throw new RunnerException($"the compiled code does not run to its end: {ran.Problem()}");
        }
    }

    private static ProgramOutcome Start(RunnerFolder folder, CancellationToken cancellation)
    {
        try
        {
            return new OutsideProgram(Path.Combine(folder.Path, Program), "", "").Run([], folder.Path, Timeout, cancellation);
        }
        catch (MissingToolException e)
        {
            throw new RunnerException($"the compiled code cannot be started in the folder for temporary files: {e.InnerException?.Message}");
        }
    }
}
