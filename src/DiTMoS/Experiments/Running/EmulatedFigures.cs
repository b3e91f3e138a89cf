using DiTMoS.Data;
using DiTMoS.Experiments.Methods;
using DiTMoS.Experiments.Records;
using DiTMoS.Export;
using DiTMoS.Verification;
using DiTMoS.Verification.Emulator;

namespace DiTMoS.Experiments.Running;

/// <summary>Deploys a trained method and counts what an emulated Cortex-M7 takes for it.</summary>
internal static class EmulatedFigures
{
    private const int Windows = 24;

    /// <summary>The figures with what the emulator says, or with why there is nothing to say.</summary>
    /// <param name="figures">The figures so far.</param>
    /// <param name="trained">The trained method.</param>
    /// <param name="run">Its run; some of the windows that it was read on are run.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static RunSystem Of(RunSystem figures, TrainedMethod trained, PlannedRun run, CancellationToken cancellation)
    {
        if (trained.Model is not { } model)
        {
            return figures with { NotDeployed = "it is no network" };
        }

        string folder = Directory.CreateTempSubdirectory("ditmos-deployed-").FullName;
        try
        {
            WindowSet windows = run.Windows.Select(run.ReadRows);
            Deployment.Write(model, folder, new DeploymentOptions { MaximumWindows = Windows }, windows);
            VerificationReport report = DeploymentVerifier.Verify(folder, new VerificationOptions { Emulator = true }, cancellation: cancellation);
            return report is { Valid: true, Emulator: { } counted }
                ? figures with { Emulator = Of(counted) }
                : figures with { NotDeployed = string.Join("; ", report.Checks.Where(check => check.Outcome == VerificationOutcome.Failed).Select(check => $"{check.Name}: {check.Detail}")) };
        }
        catch (Exception e) when (e is MissingToolException or DiTMoSException)
        {
            return figures with { NotDeployed = e.Message };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RunEmulator Of(EmulatorFigures counted) => new()
    {
        Core = counted.Core,
        Instructions = counted.Instructions,
        InstructionsPerMac = counted.InstructionsPerMac,
        ArenaBytes = counted.ArenaBytes,
        StackBytes = counted.StackBytes,
        StaticRamBytes = counted.StaticRamBytes,
        CodeBytes = counted.CodeBytes,
        ConstantBytes = counted.ConstantBytes,
    };
}
