using System.Diagnostics;

namespace DiTMoS.Tests.Export.Onnx;

/// <summary>Runs programs that are no part of the project.</summary>
internal static class OutsideTool
{
    /// <summary>What a program writes and how it ends; null where it is not there.</summary>
    public static (int Status, string Output, string Error)? Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The first of these programs that is there; the first where none is.</summary>
    public static string FirstOf(params string[] programs) => programs.FirstOrDefault(program => Run(program, "--version") is not null) ?? programs[0];

    /// <summary>A file beside the tests of this folder.</summary>
    public static string Script(string name) => Path.Combine(TestFolders.Root, "test", "DiTMoS.Tests", "Export", "Onnx", name);
}
