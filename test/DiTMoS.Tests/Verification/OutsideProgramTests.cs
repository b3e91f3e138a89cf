using System.Diagnostics;
using DiTMoS.Verification;

namespace DiTMoS.Tests.Verification;

public sealed class OutsideProgramTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Run_ProgramThatIsNotThere_NamesItAndItsPackages()
    {
        var program = new OutsideProgram("no-such-compiler", "to verify C", "no-such-package other-package");

        MissingToolException error = Assert.Throws<MissingToolException>(() => program.Run([], Path.GetTempPath(), Minute, CancellationToken.None));

        Assert.Contains("'no-such-compiler' must be installed to verify C", error.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install no-such-package other-package", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ProgramThatTakesTooLong_IsEndedWithWhatItStarted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        long began = Stopwatch.GetTimestamp();

        ProgramOutcome outcome = Shell("sleep 60 & sleep 60", TimeSpan.FromMilliseconds(200), CancellationToken.None);

        Assert.True(outcome.TimedOut);
        Assert.False(outcome.Succeeded);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 30);
        Assert.Equal("it took too long and was ended", outcome.Problem());
    }

    [Fact]
    public void Run_ProgramThatWritesWithoutEnd_IsEnded()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");

        ProgramOutcome outcome = Shell("while true; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done", Minute, CancellationToken.None);

        Assert.False(outcome.Succeeded);
        Assert.InRange(outcome.Output.Length, 1 << 20, 1 << 21);
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.Throws<OperationCanceledException>(() => Shell("sleep 60", Minute, cancellation.Token));
    }

    [Fact]
    public void Problem_ManyLines_IsTheFirstErrorWithoutControls()
    {
        var outcome = new ProgramOutcome(1, "", "In function f:\nx.c:3: \u001b[31merror: 'y' undeclared\nmore\n", TimedOut: false);

        Assert.Equal("x.c:3: ?[31merror: 'y' undeclared", outcome.Problem());
    }

    private static ProgramOutcome Shell(string script, TimeSpan timeout, CancellationToken cancellation) =>
        new OutsideProgram("sh", "to test", "dash").Run(["-c", script], Path.GetTempPath(), timeout, cancellation);
}
