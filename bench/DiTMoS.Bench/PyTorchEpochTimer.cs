using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DiTMoS.Bench;

/// <summary>Times the epochs of <c>bench/pytorch/epochs.py</c>, each run in a process of its own.</summary>
/// <param name="style">Which of the two ways of writing the recipe.</param>
/// <param name="limitBatches">Batches to time of each epoch, scaled up to the whole; null for all.</param>
internal sealed class PyTorchEpochTimer(PyTorchStyle style, int? limitBatches) : IEpochTimer
{
    /// <summary>The version of PyTorch that ran last; null before the first run.</summary>
    public string? TorchVersion { get; private set; }

    /// <summary>Whether a figure was scaled up from a part of an epoch.</summary>
    public bool Extrapolated { get; private set; }

    /// <inheritdoc/>
    /// <remarks>Runs with all threads and with one, and takes the faster: steps this small do not always gain by threads, and lose by them on a busy machine.</remarks>
    public (double SelectorSeconds, double ClassifierSeconds) Time(int windows, int channels, int length, int classes, int classifiers, int batch, int threads)
    {
        (double Selector, double Classifier) all = TimeOnce(windows, channels, length, classes, classifiers, batch, threads);
        if (threads == 1)
        {
            return all;
        }

        (double Selector, double Classifier) one = TimeOnce(windows, channels, length, classes, classifiers, batch, threads: 1);
        return one.Selector + one.Classifier < all.Selector + all.Classifier ? one : all;
    }

    private (double SelectorSeconds, double ClassifierSeconds) TimeOnce(int windows, int channels, int length, int classes, int classifiers, int batch, int threads)
    {
        string json = Path.GetTempFileName();
        try
        {
            Run(
                ("style", style.ToString().ToLowerInvariant()),
                ("windows", Text(windows)),
                ("channels", Text(channels)),
                ("length", Text(length)),
                ("classes", Text(classes)),
                ("classifiers", Text(classifiers)),
                ("batch", Text(batch)),
                ("threads", Text(threads)),
                ("limit-batches", limitBatches is int limit ? Text(limit) : null),
                ("epochs-json", json));
            using JsonDocument figures = JsonDocument.Parse(File.ReadAllText(json));
            JsonElement root = figures.RootElement;
            TorchVersion = root.GetProperty("torchVersion").GetString();
            Extrapolated |= root.TryGetProperty("extrapolated", out JsonElement extrapolated) && extrapolated.GetBoolean();
            return (root.GetProperty("selectorSeconds").GetDouble(), root.GetProperty("classifierSeconds").GetDouble());
        }
        finally
        {
            File.Delete(json);
        }
    }

    private static void Run(params ReadOnlySpan<(string Name, string? Value)> options)
    {
        string python = Environment.GetEnvironmentVariable("DITMOS_BENCH_PYTHON") ?? "python3";
        string root = Environment.GetEnvironmentVariable("DITMOS_BENCH_ROOT")
            ?? throw new BenchException("DITMOS_BENCH_ROOT must name the folder of the project. It is not set: run the benchmark by bench/run.");
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(root, "bench", "pytorch", "epochs.py"));
        foreach ((string name, string? value) in options)
        {
            if (value is not null)
            {
                start.ArgumentList.Add("--" + name);
                start.ArgumentList.Add(value);
            }
        }

        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd(); // the figures come by file, problems by the standard error that we share
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new BenchException($"'{python} {start.ArgumentList[0]}' must end with status 0. It ended with {Text(process.ExitCode)}: its message is above.");
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
