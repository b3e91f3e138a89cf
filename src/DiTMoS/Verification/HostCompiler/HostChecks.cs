using DiTMoS.Verification.Harness;

namespace DiTMoS.Verification.HostCompiler;

/// <summary>The checks of generated code on this machine.</summary>
internal static class HostChecks
{
    private const string Plain = "C99 on the host";
    private const string Sanitized = "C99 under sanitizers";

    /// <summary>Runs the windows through the portable code, and once more watched by sanitizers.</summary>
    /// <param name="folder">The code.</param>
    /// <param name="engine">The windows, and what the engine says of them.</param>
    /// <param name="checks">Gets the checks.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What the portable code answers; null where it does not run.</returns>
    /// <exception cref="MissingToolException">There is no gcc.</exception>
    public static RunnerResults? Run(RunnerFolder folder, EngineAnswers engine, List<VerificationCheck> checks, CancellationToken cancellation)
    {
        folder.WriteWindows(engine.Windows, engine.Answered);
        if (RunnerChecks.Try(Plain, checks, () => HostBuild.Run(folder, sanitized: false, cancellation)) is not { } results)
        {
            return null;
        }

        checks.Add(RunnerChecks.Answers(Plain, results, engine.Compare(results), $"gcc {string.Join(' ', HostBuild.StrictFlags)}"));
        if (RunnerChecks.Try(Sanitized, checks, () => HostBuild.Run(folder, sanitized: true, cancellation)) is { } watched)
        {
            checks.Add(RunnerChecks.SameBits(Sanitized, results, watched));
        }

        return results;
    }
}
