using System.Diagnostics;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>What a program of this solution answered in a process of its own.</summary>
internal sealed record OtherProcess(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of the output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The name of its assembly, which lies beside the tests.</param>
    /// <param name="args">Its arguments.</param>
    public static OtherProcess Run(string program, params string[] args) => Run(program, TimeSpan.FromMinutes(5), args);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The name of its assembly, which lies beside the tests.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="args">Its arguments.</param>
    public static OtherProcess Run(string program, TimeSpan limit, params string[] args)
    {
        string file = Path.Combine(AppContext.BaseDirectory, program + ".dll");
        var start = new ProcessStartInfo("dotnet", [file, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill();
            Assert.Fail($"'{program} {string.Join(' ', args)}' did not end within {limit}.");
        }

        return new OtherProcess(process.ExitCode, output.Result, errors.Result);
    }
}
