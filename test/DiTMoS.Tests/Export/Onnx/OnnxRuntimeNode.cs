using System.Runtime.InteropServices;
using System.Text.Json;
using DiTMoS.Tests.Networks;

namespace DiTMoS.Tests.Export.Onnx;

/// <summary>The real ONNX Runtime, by way of Node.js. <c>build/onnx</c> installs it; tests are skipped where it is not there.</summary>
internal static class OnnxRuntimeNode
{
    private static readonly string Tools = Path.Combine(TestFolders.Root, "out", "onnx");

    private static readonly Lazy<string?> Missing = new(() =>
        !Directory.Exists(Path.Combine(Tools, "node_modules", "onnxruntime-node")) ? "ONNX Runtime is not in out/onnx: run build/onnx, which takes it from npm; without bash, 'npm install --prefix out/onnx --ignore-scripts onnxruntime-node@1.30.0'."
        : OutsideTool.Run("node", "--version") is not { Status: 0 } ? "Node.js ('node') is not on the PATH."
        : null);

    /// <summary>Skips the test where ONNX Runtime is not there.</summary>
    public static void SkipWhereMissing() => Assert.SkipWhen(Missing.Value != null, Missing.Value ?? string.Empty);

    /// <summary>Runs all jobs in one process; the results come in their order.</summary>
    public static IReadOnlyList<OnnxRuntimeResult> Run(IReadOnlyList<OnnxRuntimeJob> jobs)
    {
        SkipWhereMissing();
        using var folder = new TemporaryFolder();
        string request = WriteRequest(jobs, folder);

        (int status, _, string error) = OutsideTool.Run("node", OutsideTool.Script("run-models.mjs"), Tools, request)!.Value;

        Assert.True(status == 0, $"ONNX Runtime ended with status {status}: {error}");
        return [.. jobs.Select((job, i) => new OnnxRuntimeResult(job.Name, job.Count, MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder[$"result{i}"])).ToArray()))];
    }

    private static string WriteRequest(IReadOnlyList<OnnxRuntimeJob> jobs, TemporaryFolder folder)
    {
        var files = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        string FileOf(object content, ReadOnlySpan<byte> bytes, string ending)
        {
            if (!files.TryGetValue(content, out string? name))
            {
                name = $"{files.Count}.{ending}";
                files.Add(content, name);
                File.WriteAllBytes(folder[name], bytes);
            }

            return name;
        }

        var entries = jobs.Select((job, i) => new
        {
            name = job.Name,
            windows = FileOf(job.Windows, MemoryMarshal.AsBytes(job.Windows.AsSpan()), "windows"),
            count = job.Count,
            input = job.Input,
            route = job.Route,
            outputs = job.Outputs,
            steps = job.Steps.Select(step => new { model = FileOf(step.Model, step.Model, "onnx"), classifier = step.Classifier ?? -1 }).ToArray(),
            result = $"result{i}",
        }).ToArray();
        File.WriteAllText(folder["request.json"], JsonSerializer.Serialize(new { jobs = entries }));
        return folder["request.json"];
    }
}
