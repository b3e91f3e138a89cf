using Xunit.Runner.InProc.SystemConsole;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>Runs the tests; or, for one of them, answers as another process.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        args is [FreshProcess.Argument, var file] ? FreshProcess.Answer(file) : await ConsoleRunner.Run(args);
}
