using DiTMoS.Data;
using DiTMoS.Tests.Data;
using DiTMoS.Tests.Verification.Harness;
using DiTMoS.Verification.Harness;
using DiTMoS.Verification.HostCompiler;

namespace DiTMoS.Tests.Verification.HostCompiler;

public sealed class HostBuildTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_ToyCode_GivesTheReferencesBits(bool sanitized)
    {
        Tools.SkipWithoutHostCompiler();
        using var temporary = new TemporaryFolder();
        using RunnerFolder folder = ToyCode.Folder(temporary);

        RunnerResults results = HostBuild.Run(folder, sanitized, Token);

        WindowSet windows = ToyCode.RandomWindows();
        Assert.Equal((128, 128, windows.Count), (results.ContextBytes, results.ArenaBytes, results.Answers.Count));
        Assert.Equal(2, results.Answers.Select(answer => answer.Route).Distinct().Count());
        for (int i = 0; i < windows.Count; i++)
        {
            (int route, float[] logits) = ToyCode.Reference(windows.Window(i));
            Assert.Equal(route, results.Answers[i].Route);
            Assert.Equal(logits, results.Answers[i].Logits);
            Assert.False(results.Answers[i].Invalid);
        }
    }

    [Fact]
    public void Run_ReadOfUnwrittenArena_IsSeen()
    {
        Tools.SkipWithoutHostCompiler();
        using var temporary = new TemporaryFolder();
        using RunnerFolder folder = ToyCode.Folder(temporary, "TOY_FAULT_READ");

        Assert.All(HostBuild.Run(folder, sanitized: false, Token).Answers, answer => Assert.True(answer.Invalid));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_WriteBeforeTheContext_IsSeen(bool sanitized)
    {
        Tools.SkipWithoutHostCompiler();
        using var temporary = new TemporaryFolder();
        using RunnerFolder folder = ToyCode.Folder(temporary, "TOY_FAULT_BEFORE");

        RunnerException error = Assert.Throws<RunnerException>(() => HostBuild.Run(folder, sanitized, Token));

        Assert.Contains("the inference wrote to memory before its context", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WriteBehindTheArena_IsRefusedBySanitizers()
    {
        Tools.SkipWithoutHostCompiler();
        using var temporary = new TemporaryFolder();
        using RunnerFolder folder = ToyCode.Folder(temporary, "TOY_FAULT_WRITE");

        RunnerException error = Assert.Throws<RunnerException>(() => HostBuild.Run(folder, sanitized: true, Token));

        Assert.Contains("AddressSanitizer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CodeWithAWarning_IsRefused()
    {
        Tools.SkipWithoutHostCompiler();
        using var temporary = new TemporaryFolder();
        using RunnerFolder folder = ToyCode.Folder(temporary);
        File.AppendAllText(Path.Combine(temporary.Root, "toy.c"), "static int32_t unused(double x) { return x; }\n");

        RunnerException error = Assert.Throws<RunnerException>(() => HostBuild.Run(folder, sanitized: false, Token));

        Assert.Contains("toy.c", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("gcc refuses the code", error.Message, StringComparison.Ordinal);
    }
}
