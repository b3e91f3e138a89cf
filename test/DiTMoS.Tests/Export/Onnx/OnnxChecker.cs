using DiTMoS.Tests.Networks;

namespace DiTMoS.Tests.Export.Onnx;

/// <summary>The checker of ONNX itself, by way of Python. <c>build/onnx</c> installs it on Debian; tests are skipped where it is not there.</summary>
internal static class OnnxChecker
{
    private static readonly Lazy<string?> Python = new(() =>
        new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(python => OutsideTool.Run(python, "-c", "import onnx") is { Status: 0 }));

    /// <summary>Fails where a file does not pass the full check, shapes included.</summary>
    /// <param name="files">Files by name.</param>
    public static void AssertPass(IEnumerable<(string Name, byte[] File)> files)
    {
        Assert.SkipWhen(Python.Value is null, "No Python with the package 'onnx' is there: run build/onnx as root on Debian, or install python3-onnx.");
        using var folder = new TemporaryFolder();
        foreach ((string name, byte[] file) in files)
        {
            File.WriteAllBytes(folder[$"{name}.onnx"], file);
        }

        (int status, string output, string error) = OutsideTool.Run(Python.Value, OutsideTool.Script("check-models.py"), Path.GetDirectoryName(folder["x"])!)!.Value;

        Assert.True(status == 0 && output.Length == 0, $"The checker ended with status {status}: {output}{error}");
    }
}
