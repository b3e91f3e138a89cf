using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using DiTMoS.Tests.Kernels;

[assembly: AssemblyFixture(typeof(InstructionSetReport))]

namespace DiTMoS.Tests.Kernels;

/// <summary>Runs the tests of all kernels again, in processes that may not use all of the processor's instructions.</summary>
/// <remarks>The names are those that .NET 10 honours; EnableAVX2 takes FMA with it.</remarks>
public partial class InstructionSetTests
{
    private const int FewestTests = 500;                // what the kernels' tests are counted to be, at least

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "512")]
    [InlineData("DOTNET_EnableAVX2", "256 512")]
    [InlineData("DOTNET_EnableHWIntrinsic", "128 256 512")]
    public void KernelTests_WithoutSomeInstructions_Pass(string variable, string lost)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(InstructionSetReport.Switch) != null, "Such a process starts no further ones.");

        (int exitCode, string output) = RunKernelTests(variable);

        Assert.True(exitCode == 0, $"{variable}=0 ends with {exitCode}: {output}");
        Match widths = Widths().Match(output);
        Assert.True(widths.Success, output);
        Assert.Empty(widths.Groups["widths"].Value.Split(' ').Intersect(lost.Split(' ')));
        Assert.InRange(int.Parse(Total().Match(output).Groups["tests"].Value, CultureInfo.InvariantCulture), FewestTests, int.MaxValue);
    }

    private static (int ExitCode, string Output) RunKernelTests(string variable)
    {
        string runtime = RuntimeEnvironment.GetRuntimeDirectory();      // shared/Microsoft.NETCore.App/10.0.x under the host's folder
        var start = new ProcessStartInfo(Path.GetFullPath("../../../dotnet", runtime)) { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(InstructionSetTests).Assembly.Location);
        Add("-namespace", typeof(InstructionSetTests).Namespace!);
        Add("-class-", typeof(InstructionSetTests).FullName!);
        Add("-class-", typeof(ThreadTeamTests).FullName!);
        start.ArgumentList.Add("-noColor");
        start.Environment[variable] = "0";
        start.Environment[InstructionSetReport.Switch] = "1";

        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return (child.ExitCode, output);

        void Add(string option, string value)
        {
            start.ArgumentList.Add(option);
            start.ArgumentList.Add(value);
        }
    }

    [GeneratedRegex(@"Vector widths:(?<widths>[ 0-9]*)\.")]
    private static partial Regex Widths();

    [GeneratedRegex(@"Total: (?<tests>\d+), Errors: 0, Failed: 0,")]
    private static partial Regex Total();
}
