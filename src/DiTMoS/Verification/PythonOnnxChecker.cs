using System.ComponentModel;
using System.Diagnostics;

namespace DiTMoS.Verification;

/// <summary>The checker of ONNX itself, by way of Python, where both are there.</summary>
internal static class PythonOnnxChecker
{
    private const int NoOnnx = 3;

    // Modules come from where Python keeps them, never from the folder that the command is called in: that may be a deployment,
    // whose folder 'onnx' would be taken for the package. The model is loaded first: given a path, the full check writes the
    // shapes that it infers into the file. Values that lie in other files are not followed.
    private const string Script = """
        import sys
        sys.path = [folder for folder in sys.path if folder]
        try:
            import onnx
        except ImportError:
            sys.exit(3)
        for path in sys.stdin.read().splitlines():
            try:
                onnx.checker.check_model(onnx.load(path, load_external_data=False), full_check=True)
            except Exception as error:
                print(path + ": " + " ".join(str(error).split()))
        """;

    /// <summary>A line for each file that is refused; null where the checker is not there.</summary>
    public static IReadOnlyList<string>? Check(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        foreach (string python in Pythons())
        {
            if (Run(python, files, cancellation) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    /// <summary>Debian's own Python first: packages of the system are not in others. Names are looked up here, as starting a bare name tries the current folder before the path.</summary>
    private static IEnumerable<string> Pythons()
    {
        string name = OperatingSystem.IsWindows() ? "python3.exe" : "python3";
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified);
        return folders.Prepend("/usr/bin").Select(folder => Path.Combine(folder, name)).Where(File.Exists).Distinct();
    }

    private static string[]? Run(string python, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(python, ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            using CancellationTokenRegistration stop = cancellation.Register(() => process.Kill());
            Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                process.StandardInput.Write(string.Join('\n', files.Select(Path.GetFullPath)));
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading: the exit code says why.
            }

            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            return process.ExitCode switch
            {
                0 => output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
                NoOnnx => null,
                _ => [$"the checker ended with status {process.ExitCode}: {Data.Text.Shown(errors.GetAwaiter().GetResult())}"],
            };
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
