using DiTMoS.Tests.Data;
using DiTMoS.Tests.Verification.Harness;
using DiTMoS.Verification.Emulator;
using DiTMoS.Verification.Harness;
using DiTMoS.Verification.HostCompiler;

namespace DiTMoS.Tests.Verification.Emulator;

public sealed class EmulatedBoardTests
{
    private static readonly RunnerMode Tuned = new(Portable: false);
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cortex-m7")]
    [InlineData("cortex-m4")]
    [InlineData("cortex-m0plus")]
    public void Run_PortableToyCode_GivesTheHostsBits(string core)
    {
        Tools.SkipWithoutEmulator();
        Tools.SkipWithoutHostCompiler();
        using var temporary = new TemporaryFolder();
        using RunnerFolder folder = ToyCode.Folder(temporary);

        RunnerResults emulated = EmulatedBoard.Run(folder, EmulatedCore.Find(core)!, new RunnerMode(Portable: true, Poisoned: true), Token).Results;
        RunnerResults host = HostBuild.Run(folder, sanitized: false, Token);

        Assert.Equal(ToyCode.RandomWindows().Count, emulated.Answers.Count);
        Assert.Equal(host.Answers.Select(answer => answer.Logits), emulated.Answers.Select(answer => answer.Logits));
        Assert.Equal(host.Answers.Select(answer => answer.Scores), emulated.Answers.Select(answer => answer.Scores));
        Assert.Equal(host.Answers.Select(answer => (answer.Route, answer.Label)), emulated.Answers.Select(answer => (answer.Route, answer.Label)));
    }

    [Fact]
    public void Run_ToyCode_MeasuresItsMemory()
    {
        EmulatorRun run = Run();

        Assert.Equal((128, 128), (run.Results.ContextBytes, run.Results.ArenaBytes));
        Assert.Equal(48, run.ConstantBytes);                // 2 x 3 x 2 weights
        Assert.Equal((0, 0), (run.DataBytes, run.StaticRamBytes));
        Assert.InRange(run.CodeBytes, 100, 800);
        Assert.All(run.Results.Answers, answer => Assert.InRange(answer.StackBytes, 1, 200));
    }

    [Fact]
    public void Run_CodeWithVariables_MeasuresThem()
    {
        EmulatorRun plain = Run();
        EmulatorRun run = Run(code: "int32_t toy_counter = 3;\nstatic int32_t toy_zeros[10];\nint32_t *toy_zero(void);\nint32_t *toy_zero(void) { toy_zeros[toy_counter]++; return toy_zeros; }\n", call: "toy_zero()[0]++;");

        Assert.Equal((4, 4 + 40), (run.DataBytes, run.StaticRamBytes));
        Assert.True(run.CodeBytes > plain.CodeBytes);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void Run_LoopOfKnownLength_CountsItsInstructions(int rounds)
    {
        const string Loop = "static void spin(int32_t n) { __asm__ volatile(\"1: subs %0, #1\\n bne 1b\" : \"+r\"(n) : : \"cc\"); }\n";

        long once = Run(code: Loop, call: "spin(1);").Results.Answers[0].Instructions;
        long many = Run(code: Loop, call: $"spin({rounds + 1});").Results.Answers[0].Instructions;

        Assert.InRange(many - once - (2 * rounds), 0, 1);   // a longer constant may take one instruction more
    }

    [Fact]
    public void Run_Profiled_StepsAddUpToTheWhole()
    {
        EmulatorRun whole = Run();
        EmulatorRun profiled = Run(mode: new RunnerMode(Portable: false, Poisoned: true, Profiled: true));

        foreach ((RunnerAnswer plain, RunnerAnswer steps) in whole.Results.Answers.Zip(profiled.Results.Answers))
        {
            Assert.Equal((plain.Route, plain.Label), (steps.Route, steps.Label));
            Assert.Equal(plain.Scores, steps.Scores);
            Assert.All(steps.Steps, step => Assert.Equal((1, false), (step.Calls, step.Invalid)));
            Assert.InRange(steps.Steps.Sum(step => step.Instructions) - plain.Instructions, -30, 30);   // each call in place of inlined code shifts a few
        }
    }

    [Fact]
    public void Run_WriteBehindTheContext_IsTrapped() => AssertTrapped("TOY_FAULT_WRITE", "memory protection refused an access to 0x2008000");

    [Fact]
    public void Run_WriteBeforeTheContext_IsSeen() => AssertTrapped("TOY_FAULT_BEFORE", "the inference wrote to memory before its context");

    [Fact]
    public void Run_WriteIntoConstants_IsTrapped() => AssertTrapped("TOY_FAULT_CONSTANT", "memory protection refused an access to 0x00000");

    [Fact]
    public void Run_DeepRecursion_IsTrapped() => AssertTrapped("TOY_FAULT_STACK", "the stack overflowed");

    [Fact]
    public void Run_ReadOfUnwrittenArena_IsSeenInItsStep()
    {
        EmulatorRun run = Run("TOY_FAULT_READ", mode: new RunnerMode(Portable: false, Poisoned: true, Profiled: true));
        EmulatorRun whole = Run("TOY_FAULT_READ");

        Assert.All(run.Results.Answers, answer => Assert.Equal([false, false, true], answer.Steps.Take(3).Select(step => step.Invalid)));
        Assert.True(whole.Results.Answers[0].Invalid);
    }

    [Fact]
    public void Run_TwoTimes_CountsTheSame()
    {
        Assert.Equal(Run().Results.Answers.Select(answer => (answer.Instructions, answer.StackBytes)), Run().Results.Answers.Select(answer => (answer.Instructions, answer.StackBytes)));
    }

    [Theory]
    [InlineData("runner")]
    [InlineData("port")]
    [InlineData("semihosting")]
    public void Run_ModelCalledAsThingsOfTheRunner_Builds(string name)
    {
        Tools.SkipWithoutEmulator();
        using var temporary = new TemporaryFolder();
        using RunnerFolder folder = ToyCode.Folder(temporary, name: name);

        EmulatorRun run = EmulatedBoard.Run(folder, EmulatedCore.Find("cortex-m7")!, new RunnerMode(Portable: false, Profiled: true), Token);

        Assert.Equal(48, run.ConstantBytes);
    }

    [Fact]
    public void RunnerFolder_Disposed_IsGone()
    {
        using var temporary = new TemporaryFolder();
        RunnerFolder folder = ToyCode.Folder(temporary);
        Assert.True(File.Exists(Path.Combine(folder.Path, "runner-main.c")));

        folder.Dispose();

        Assert.False(Directory.Exists(folder.Path));
    }

    private static void AssertTrapped(string fault, string message)
    {
        Tools.SkipWithoutEmulator();
        using var temporary = new TemporaryFolder();
        using RunnerFolder folder = ToyCode.Folder(temporary, fault);

        RunnerException error = Assert.Throws<RunnerException>(() => EmulatedBoard.Run(folder, EmulatedCore.Find("cortex-m7")!, Tuned, Token));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Runs the toy code, with more code before and a call in its first step.</summary>
    private static EmulatorRun Run(string? define = null, RunnerMode? mode = null, string code = "", string call = "")
    {
        Tools.SkipWithoutEmulator();
        using var temporary = new TemporaryFolder();
        using RunnerFolder folder = ToyCode.Folder(temporary, define);
        string path = Path.Combine(temporary.Root, "toy.c");
        File.WriteAllText(path, File.ReadAllText(path)
            .Replace("static void means(", code + "static void means(", StringComparison.Ordinal)
            .Replace("    means(arena);\n", $"    means(arena);\n    {call}\n", StringComparison.Ordinal));
        return EmulatedBoard.Run(folder, EmulatedCore.Find("cortex-m7")!, mode ?? Tuned, Token);
    }
}
