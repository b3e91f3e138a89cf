using System.Globalization;
using DiTMoS.Export.Manifest;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Verification.Harness;
using DiTMoS.Verification.HostCompiler;

namespace DiTMoS.Verification.Emulator;

/// <summary>The checks of generated code on an emulated Cortex-M.</summary>
internal sealed class EmulatorChecks
{
    private const int ProfiledOfEachRoute = 2;
    private const string Bits = "C99 bit for bit";
    private const string Steps = "C99 step by step";
    private const string Memory = "C99 memory";

    private readonly RunnerFolder _folder;
    private readonly DeploymentManifest _manifest;
    private readonly EngineAnswers _engine;
    private readonly EmulatedCore _core;
    private readonly string _name;
    private readonly CancellationToken _cancellation;

    /// <summary>Checks of one deployment.</summary>
    public EmulatorChecks(RunnerFolder folder, DeploymentManifest manifest, EmulatedCore core, EngineAnswers engine, CancellationToken cancellation)
    {
        _folder = folder;
        _manifest = manifest;
        _engine = engine;
        _core = core;
        _name = $"C99 on {_core.Name}";
        _cancellation = cancellation;
    }

    /// <summary>Runs the windows through the tuned code and through the portable code, and some of each route step by step.</summary>
    /// <param name="model">The model.</param>
    /// <param name="host">What the portable code answers on the host; null where it was not run yet.</param>
    /// <param name="checks">Gets the checks.</param>
    /// <returns>What an inference takes; null where it does not run.</returns>
    /// <exception cref="MissingToolException">A compiler or the emulator is not there.</exception>
    public EmulatorFigures? Run(WindowModel model, RunnerResults? host, List<VerificationCheck> checks)
    {
        _folder.WriteWindows(_engine.Windows, _engine.Answered);
        if (RunnerChecks.Try(_name, checks, () => Emulate(new RunnerMode(Portable: false))) is not { } tuned)
        {
            return null;
        }

        AnswerComparison comparison = _engine.Compare(tuned.Results);
        checks.Add(RunnerChecks.Answers(_name, tuned.Results, comparison, "tuned for the core"));
        CheckBits(host, checks);
        if (RunnerChecks.Try(Steps, checks, () => Profile(model)) is not { } profiles)
        {
            return null;
        }

        checks.Add(CheckSteps(profiles));
        EmulatorFigures figures = Figures(tuned, comparison, profiles);
        checks.Add(CheckMemory(figures));
        return figures;
    }

    private EmulatorRun Emulate(RunnerMode mode) => EmulatedBoard.Run(_folder, _core, mode, _cancellation);

    /// <summary>The portable code says the same on both machines, without contraction to the last bit.</summary>
    private void CheckBits(RunnerResults? host, List<VerificationCheck> checks)
    {
        RunnerResults? emulated = RunnerChecks.Try(Bits, checks, () => Emulate(new RunnerMode(Portable: true, Poisoned: true)))?.Results;
        host ??= emulated is null ? null : RunnerChecks.Try(Bits, checks, () => HostBuild.Run(_folder, sanitized: false, _cancellation));
        if (emulated is not null && host is not null)
        {
            checks.Add(RunnerChecks.SameBits(Bits, host, emulated));
        }
    }

    private StepProfiles Profile(WindowModel model)
    {
        _folder.WriteWindows(_engine.Windows, _engine.OfEachRoute(ProfiledOfEachRoute));
        EmulatorRun run = Emulate(new RunnerMode(Portable: false, Poisoned: true, Profiled: true));
        return new StepProfiles(_manifest, RoutedGraph.Of(model), run.Results.Answers, CodeSizes.Of(_folder, _core, _cancellation));
    }

    private static VerificationCheck CheckSteps(StepProfiles profiles) =>
        profiles.FirstMissed() is { } missed ? new(Steps, VerificationOutcome.Failed, $"the end of step '{missed}' was not met once in every inference")
        : profiles.FirstInvalid() is { } invalid ? new(Steps, VerificationOutcome.Failed, $"step '{invalid}' computes with memory that nobody wrote")
        : new(Steps, VerificationOutcome.Passed, "every step computes with memory that was written, and ends once");

    private EmulatorFigures Figures(EmulatorRun tuned, AnswerComparison comparison, StepProfiles profiles) => new()
    {
        Core = _core.Name,
        Comparison = comparison,
        Instructions = tuned.Results.Answers.Max(answer => answer.Instructions),
        MeanInstructions = tuned.Results.Answers.Average(answer => answer.Instructions),
        Macs = _manifest.Model.Macs,
        ArenaBytes = tuned.Results.ArenaBytes,
        ContextBytes = tuned.Results.ContextBytes,
        StackBytes = tuned.Results.Answers.Max(answer => answer.StackBytes),
        StaticRamBytes = tuned.StaticRamBytes,
        CodeBytes = tuned.CodeBytes,
        ConstantBytes = tuned.ConstantBytes + tuned.DataBytes,
        BoardRamBytes = _manifest.Board.RamBytes,
        BoardFlashBytes = _manifest.Board.FlashBytes,
        ClockHz = _manifest.Board.ClockHz,
        CyclesPerInstruction = _core.CyclesPerInstruction,
        Watts = _core.Watts,
        Networks = profiles.Networks(),
        Steps = profiles.Steps(),
    };

    private VerificationCheck CheckMemory(EmulatorFigures figures)
    {
        int planned = _manifest.Plan.ArenaBytes;
        bool fits = figures.RamBytes <= figures.BoardRamBytes && figures.FlashBytes <= figures.BoardFlashBytes;
        string found = string.Create(
            CultureInfo.InvariantCulture,
            $"an arena of {figures.ArenaBytes:N0} bytes, planned {planned:N0}; {figures.RamBytes:N0} of {figures.BoardRamBytes:N0} bytes of RAM, {figures.FlashBytes:N0} of {figures.BoardFlashBytes:N0} bytes of flash");
        return new(Memory, figures.ArenaBytes == planned && fits ? VerificationOutcome.Passed : VerificationOutcome.Failed, found);
    }
}
