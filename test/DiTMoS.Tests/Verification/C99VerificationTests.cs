using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Export.C99;
using DiTMoS.Export.Manifest;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Tests.Data;
using DiTMoS.Tests.Export.Onnx;
using DiTMoS.Tests.Planning;
using DiTMoS.Tests.Verification.Harness;
using DiTMoS.Verification;
using DiTMoS.Verification.Emulator;
using DiTMoS.Verification.Harness;

namespace DiTMoS.Tests.Verification;

public sealed class C99VerificationTests : IDisposable
{
    private static readonly string[] Shapes = ["falls", "activities", "keywords"];
    private static readonly int[] Classifiers = [2, 6, 10];
    private static readonly PlacementStrategy[] Strategies = [PlacementStrategy.Ram, PlacementStrategy.Recompute];

    private readonly TemporaryFolder _folder = new();

    /// <summary>A path that a shell would take apart.</summary>
    private string Target => _folder["-o it's $(false); \"x\" ü"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PlacementStrategy.Flash, CodeOptimization.Speed)]
    [InlineData(PlacementStrategy.Recompute, CodeOptimization.Size)]
    public void Verify_DeployedModel_AnswersAsTheEngineEverywhere(PlacementStrategy strategy, CodeOptimization optimization)
    {
        SkipWithoutTools();
        DiTMoSModel model = PublishedModels.Make(3, 64, 5, 3, aggregation: true, sharedBase: true);
        Deploy(model, strategy, optimization, PublishedModels.Windows(model, 30));

        VerificationReport report = Verify();

        Assert.True(report.Valid, string.Join("; ", report.Checks));
        Assert.Equal(
            ["C99 on the host", "C99 under sanitizers", "C99 on cortex-m7", "C99 bit for bit", "C99 step by step", "C99 memory"],
            report.Checks.Where(check => check.Name.StartsWith("C99", StringComparison.Ordinal)).Select(check => check.Name));
        Assert.Equal((30, 30, 30), (report.Host!.Windows, report.Host.LabelsEqual, report.Host.RoutesEqual));
        AssertConsistent(report.Emulator!, report.ArenaBytes);
    }

    /// <summary>Three of all shapes, numbers of classifiers and placements; all of them, which takes minutes, where DITMOS_ALL_DEPLOYMENTS is set.</summary>
    public static TheoryData<string, int, PlacementStrategy> TrainedDeployments => Environment.GetEnvironmentVariable("DITMOS_ALL_DEPLOYMENTS") is { Length: > 0 }
        ? new(
            from recordings in Shapes
            from classifiers in Classifiers
            from strategy in Strategies
            select (recordings, classifiers, strategy))
        : new(("falls", 2, PlacementStrategy.Ram), ("activities", 6, PlacementStrategy.Recompute), ("keywords", 10, PlacementStrategy.Ram));

    [Theory]
    [MemberData(nameof(TrainedDeployments))]
    public void Verify_TrainedModelOnRealWindows_AnswersAsTheEngineEverywhere(string recordings, int classifiers, PlacementStrategy strategy)
    {
        const int Windows = 500;
        SkipWithoutTools();
        Deploy(TrainedModels.Of(recordings, classifiers, aggregation: true, sharedBase: classifiers != 6), strategy, CodeOptimization.Speed, TrainedModels.Some(recordings, Windows));

        VerificationReport report = Verify(host: false);

        Assert.True(report.Valid, string.Join("; ", report.Checks));
        AnswerComparison tuned = report.Emulator!.Comparison;
        Assert.Equal((Windows, Windows, Windows), (tuned.Windows, tuned.LabelsEqual, tuned.RoutesEqual));
        AssertConsistent(report.Emulator, report.ArenaBytes);
        TestContext.Current.TestOutputHelper?.WriteLine($"{report.Emulator.Instructions} instructions, {report.Emulator.InstructionsPerMac:0.00} a multiplication; scores within {tuned.MaxAbsDifference:0.0E+0}.");
    }

    [Theory]
    [InlineData(1, false, PlacementStrategy.Ram)]
    [InlineData(1, true, PlacementStrategy.Recompute)]
    [InlineData(2, false, PlacementStrategy.Recompute)]
    [InlineData(3, true, PlacementStrategy.Ram)]
    public void Verify_DeployedEnsemble_AnswersAsTheEngineEverywhere(int members, bool padded, PlacementStrategy strategy)
    {
        SkipWithoutTools();
        EnsembleModel model = PublishedModels.Ensemble(members, padded);
        Deployment.Write(model, Target, new DeploymentOptions { Plan = new PlanOptions { Strategy = strategy } }, PublishedModels.Windows(model, 12));

        VerificationReport report = Verify();

        Assert.True(report.Valid, string.Join("; ", report.Checks));
        Assert.Equal((12, 12), (report.Windows, report.LabelsEqual));
        Assert.Equal((12, 12, 12), (report.Host!.Windows, report.Host.LabelsEqual, report.Host.RoutesEqual));
        Assert.Equal(["classifier_0"], report.Emulator!.Networks.Select(network => network.Name));
        Assert.Equal(model.MacsPerInference + (padded ? members * 3 * 151 : 0), report.Emulator.Macs);     // a padded network normalises its window by a step of its own
        Assert.Equal(report.ArenaBytes, report.Emulator.ArenaBytes);
    }

    /// <summary>The published networks, 222,928 multiplications: what is measured of them, in instructions and in bytes, must not grow.</summary>
    [Theory]
    [InlineData(PlacementStrategy.Ram, CodeOptimization.Speed, 310_000, 5_904, 4_480)]
    [InlineData(PlacementStrategy.Ram, CodeOptimization.Size, 370_000, 5_944, 3_000)]
    [InlineData(PlacementStrategy.Recompute, CodeOptimization.Speed, 390_000, 4_240, 5_200)]
    [InlineData(PlacementStrategy.Recompute, CodeOptimization.Size, 458_000, 4_272, 3_700)]
    public void Verify_PublishedNetworks_TakeNoMoreThanWasReached(PlacementStrategy strategy, CodeOptimization optimization, long instructions, int ramBytes, int codeBytes)
    {
        SkipWithoutTools();
        DiTMoSModel model = PublishedModels.UniMib();
        Deploy(model, strategy, optimization, PublishedModels.Windows(model, 12));

        EmulatorFigures figures = Verify(host: false).Emulator!;

        Assert.Equal(222_928, figures.Macs);
        Assert.InRange(figures.Instructions, 1, instructions);
        Assert.InRange(figures.RamBytes, 1, ramBytes);
        Assert.InRange(figures.CodeBytes, 1, codeBytes);
        Assert.InRange(figures.FlashBytes, 1, 175 * 1024);
    }

    /// <summary>Networks without pooling, 3 -> 16 -> 32 -> 32 channels with stride 2, which other generators of code were measured on (docs/deploy.md).</summary>
    [Theory]
    [InlineData(CodeOptimization.Speed, 1.9)]
    [InlineData(CodeOptimization.Size, 2.3)]
    public void Verify_StridedNetworks_TakeFewInstructionsAMultiplication(CodeOptimization optimization, double instructionsPerMac)
    {
        SkipWithoutTools();
        DiTMoSModel model = PublishedModels.Strided();
        Deploy(model, PlacementStrategy.Ram, optimization, PublishedModels.Windows(model, 6));

        EmulatorFigures figures = Verify(host: false).Emulator!;

        Assert.InRange(figures.InstructionsPerMac, 1, instructionsPerMac);
    }

    [Theory]
    [InlineData("stm32f446re", "cortex-m4", 2.0)]
    [InlineData("stm32g071rb", "cortex-m0plus", 250.0)]
    public void Verify_OnAnotherBoard_AnswersAsTheEngine(string board, string core, double instructionsPerMac)
    {
        SkipWithoutTools();
        DiTMoSModel model = PublishedModels.Make(3, 64, 5, 3, aggregation: true, sharedBase: true);
        Deployment.Write(model, Target, new DeploymentOptions { Board = Board.Find(board), Targets = DeploymentTargets.C99 }, PublishedModels.Windows(model, 6));

        VerificationReport report = Verify();

        Assert.True(report.Valid, string.Join("; ", report.Checks));
        Assert.Equal(core, report.Emulator!.Core);
        Assert.InRange(report.Emulator.InstructionsPerMac, 1, instructionsPerMac);
        Assert.InRange(report.Emulator.RamBytes, 1, report.Emulator.BoardRamBytes);
    }

    [Theory]
    [InlineData("    STEP_DONE(2);", "    { volatile int32_t at = MODEL_ARENA_BYTES / 4; context->arena[at] = 1.0f; } STEP_DONE(2);", "memory protection refused an access to 0x20080000, by 'model_run'")]
    [InlineData("    STEP_DONE(2);", "    { volatile float frame[8192]; frame[0] = 1.0f; (void)frame[0]; } STEP_DONE(2);", "the stack overflowed")]
    public void Run_FaultInGeneratedCode_IsTrapped(string code, string fault, string message)
    {
        Tools.SkipWithoutEmulator();
        using RunnerFolder folder = DeployAltered(code, fault);

        RunnerException error = Assert.Throws<RunnerException>(() => EmulatedBoard.Run(folder, EmulatedCore.Find("cortex-m7")!, new RunnerMode(Portable: false), TestContext.Current.CancellationToken));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_GeneratedCodeThatReadsWhatNobodyWrote_IsSeenInItsStep()
    {
        Tools.SkipWithoutEmulator();
        using RunnerFolder folder = DeployAltered("xa = { arena + INPUT_AT, 0 };", "xa = { arena + SELECTOR_BLOCK1_AT, 0 };");

        RunnerResults results = EmulatedBoard.Run(folder, EmulatedCore.Find("cortex-m7")!, new RunnerMode(Portable: false, Poisoned: true, Profiled: true), TestContext.Current.CancellationToken).Results;

        Assert.All(results.Answers, answer => Assert.True(answer.Steps[0].Invalid));
    }

    [Fact]
    public void Verify_AnswersOfAnotherModel_AreNotValid()
    {
        SkipWithoutTools();
        DiTMoSModel model = PublishedModels.Make(3, 64, 5, 3, aggregation: true, sharedBase: false);
        DeploymentManifest manifest = Deploy(model, PlacementStrategy.Ram, CodeOptimization.Speed, PublishedModels.Windows(model, 10));
        string code = Path.Combine(Target, "c99", "model.c");
        File.WriteAllText(code, File.ReadAllText(code).Replace("result->label = largest(", "result->label = 1 + largest(", StringComparison.Ordinal));
        var files = new Dictionary<string, string>(manifest.Files) { ["c99/model.c"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(code))) };
        File.WriteAllBytes(Path.Combine(Target, DeploymentManifest.FileName), ManifestFile.ToBytes(manifest with { Files = files }));

        VerificationReport report = DeploymentVerifier.Verify(Target, new VerificationOptions { Host = true }, null, TestContext.Current.CancellationToken);

        Assert.False(report.Valid);
        Assert.Equal((10, 0, 10), (report.Host!.Windows, report.Host.LabelsEqual, report.Host.RoutesEqual));
    }

    [Fact]
    public void Verify_CoreThatIsNotEmulated_NamesThoseThatAre()
    {
        DiTMoSModel model = PublishedModels.Make(3, 64, 5, 3, aggregation: true, sharedBase: false);
        Deployment.Write(model, Target, new DeploymentOptions { Board = Board.Stm32F767ZI with { Core = "riscv" }, Targets = DeploymentTargets.C99 }, PublishedModels.Windows(model, 2));

        VerificationReport report = Verify(host: false);

        Assert.False(report.Valid);
        Assert.Contains("cortex-m7, cortex-m4, cortex-m0plus", report.Checks[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_NoCodeInTheFolder_SaysSo()
    {
        DiTMoSModel model = PublishedModels.Make(3, 64, 5, 3, aggregation: true, sharedBase: false);
        Deployment.Write(model, Target, new DeploymentOptions { Targets = DeploymentTargets.Onnx }, PublishedModels.Windows(model, 2));

        VerificationReport report = Verify();

        Assert.False(report.Valid);
        Assert.Contains("for the target c99", report.Checks[^1].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c99/$(touch x).c")]
    [InlineData("c99/../../../etc/x.c")]
    [InlineData("c99/other_weights.c", "c99/other.c")]
    public void Find_FilesThatNoDeploymentHas_AreRefused(params string[] files)
    {
        DiTMoSModel model = PublishedModels.Make(3, 64, 5, 3, aggregation: true, sharedBase: false);
        DeploymentManifest manifest = Deploy(model, PlacementStrategy.Ram, CodeOptimization.Speed, PublishedModels.Windows(model, 2));
        var named = new Dictionary<string, string>(manifest.Files);
        Array.ForEach(files, file => named[file] = "");

        DeploymentException error = Assert.Throws<DeploymentException>(() => C99Subject.Find(Target, manifest with { Files = named }));

        Assert.Contains("must name one model in c99/", error.Message, StringComparison.Ordinal);
    }

    private static void SkipWithoutTools()
    {
        Tools.SkipWithoutHostCompiler();
        Tools.SkipWithoutEmulator();
    }

    private static void AssertConsistent(EmulatorFigures figures, int plannedArenaBytes)
    {
        Assert.Equal(plannedArenaBytes, figures.ArenaBytes);
        Assert.Equal(figures.Macs, figures.Steps.Sum(step => step.Macs));
        Assert.InRange(figures.Steps.Sum(step => step.Instructions), 0.97 * figures.MeanInstructions, 1.03 * figures.MeanInstructions);
        Assert.Equal(figures.Macs, figures.Networks[0].Macs + figures.Networks[1].Macs);
        Assert.All(figures.Steps, step => Assert.InRange(step.StackBytes, 1, figures.StackBytes + 64));
        Assert.All(figures.Steps, step => Assert.InRange(step.ArenaBytes, 1, figures.ArenaBytes));
        Assert.Equal(0, figures.StaticRamBytes);
        Assert.All(figures.Steps.Where(step => step.Macs > 0), step => Assert.InRange(step.ConstantBytes, 1, figures.ConstantBytes));
        Assert.All(figures.Steps, step => Assert.InRange(step.CodeBytes, 1, figures.CodeBytes));
        Assert.All(figures.Networks, network => Assert.InRange(network.CodeBytes, 1, figures.CodeBytes));
        Assert.Equal(figures.Steps.Max(step => step.ArenaBytes), figures.Networks.Max(network => network.ArenaBytes));
    }

    private DeploymentManifest Deploy(WindowModel model, PlacementStrategy strategy, CodeOptimization optimization, WindowSet windows)
    {
        var options = new DeploymentOptions
        {
            Plan = new PlanOptions { Strategy = strategy, AllowFlashWear = true },
            Targets = DeploymentTargets.C99,
            Optimization = optimization,
        };
        return Deployment.Write(model, Target, options, windows).Manifest;
    }

    /// <summary>The code of a small model with one place changed.</summary>
    private RunnerFolder DeployAltered(string code, string changed)
    {
        DiTMoSModel model = PublishedModels.Make(3, 64, 5, 3, aggregation: true, sharedBase: false);
        WindowSet windows = PublishedModels.Windows(model, 3);
        DeploymentManifest manifest = Deploy(model, PlacementStrategy.Ram, CodeOptimization.Speed, windows);
        C99Subject subject = C99Subject.Find(Target, manifest)!;
        string path = Path.Combine(Target, "c99", "model.c");
        string text = File.ReadAllText(path);
        int at = text.IndexOf(code, StringComparison.Ordinal);
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), changed, text.AsSpan(at + code.Length)));
        var folder = new RunnerFolder(subject);
        folder.WriteWindows(windows, [0, 1, 2]);
        return folder;
    }

    private VerificationReport Verify(bool host = true) =>
        DeploymentVerifier.Verify(Target, new VerificationOptions { Host = host, Emulator = true }, null, TestContext.Current.CancellationToken);
}
