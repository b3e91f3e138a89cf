using DiTMoS.Data;
using DiTMoS.Export.Manifest;
using DiTMoS.Networks;
using DiTMoS.Verification.Emulator;
using DiTMoS.Verification.Harness;
using DiTMoS.Verification.HostCompiler;

namespace DiTMoS.Verification;

/// <summary>The checks of the C code of a deployment.</summary>
internal static class C99Checks
{
    /// <summary>What the checks are called together.</summary>
    public const string Name = "C99";

    /// <summary>Runs those that are asked for.</summary>
    /// <exception cref="MissingToolException">A compiler or the emulator is not there.</exception>
    public static VerificationReport Run(VerificationReport report, string folder, DeploymentManifest manifest, VerificationOptions options, WindowModel model, EngineAnswers engine, List<VerificationCheck> checks, CancellationToken cancellation)
    {
        if (!options.Host && !options.Emulator)
        {
            return report;
        }

        if (C99Subject.Find(folder, manifest) is not { } subject)
        {
            checks.Add(new(Name, VerificationOutcome.Failed, "the folder has no C code; deploy the model again, for the target c99"));
            return report;
        }

        if (engine.Answered.Count == 0)
        {
            checks.Add(new(Name, VerificationOutcome.Failed, "no window has finite values only; name other recordings"));
            return report;
        }

        using var runner = new RunnerFolder(subject);
        StreamChecks? stream = StreamChecks.Create(folder, runner, manifest, options.Samples, engine.Windows, model, checks, cancellation);
        RunnerResults? host = options.Host ? HostChecks.Run(runner, engine, checks, cancellation) : null;
        report = report with { Host = host is null ? null : engine.Compare(host), HostStream = options.Host ? stream?.OnHost() : null };
        if (!options.Emulator)
        {
            return report;
        }

        if (EmulatedCore.Find(manifest.Board.Core) is not { } core)
        {
            checks.Add(new(Name, VerificationOutcome.Failed, $"the board's core {Text.Shown(manifest.Board.Core)} is not emulated; those that are: {EmulatedCore.Names}"));
            return report;
        }

        try
        {
            EmulatorFigures? figures = new EmulatorChecks(runner, manifest, core, engine, cancellation).Run(model, host, checks);
            return report with { Emulator = figures, EmulatorStream = figures is null ? null : stream?.OnEmulator(core, figures) };
        }
        catch (MissingToolException e) when (host is not null)
        {
            checks.Add(new(Name, VerificationOutcome.Failed, e.Message));   // what the host found is kept
            return report;
        }
    }
}
