using System.Diagnostics;
using System.Text.Json;
using DiTMoS.Bench.OnnxRuntime;
using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using DiTMoS.Export.Onnx;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Training;

namespace DiTMoS.Bench.Scoring;

/// <summary>How fast the engine's routed scoring is beside ONNX Runtime on the exported networks: one window at a time, and 256.</summary>
/// <remarks>
/// One thread on both sides. ONNX Runtime has all graph optimizations, tensors that were made beforehand, and the layout of files that it runs faster;
/// the engine also normalises in double precision and looks for values that are not finite. They take turns; the median counts.
/// </remarks>
internal static class RoutedScoringBench
{
    private const int Batch = 256;
    private const int Windows = 8 * Batch;              // per run
    private const int Classifiers = 6;
    private const double Tolerance = 1e-4;              // between the two, in probabilities

    private static readonly OnnxLayout[] Layouts = [OnnxLayout.Conv1D, OnnxLayout.Conv2D];

    private static readonly JsonSerializerOptions JsonFormat = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Measures, prints and writes.</summary>
    /// <exception cref="BenchException">ONNX Runtime is not there, or gives other scores.</exception>
    public static void Run(ScoringBenchOptions options)
    {
        OrtLibrary library = OrtLibrary.Load();
        WindowSet windows = Load(options.Data);
        ScoringReport report = Measure(library, Train(windows), windows, options.Repeats);
        string json = JsonSerializer.Serialize(report, JsonFormat);
        Console.WriteLine(json);
        if (options.Json is string path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, json + "\n");
        }
    }

    // Real windows of the published shape where there are any.
    private static WindowSet Load(string data)
    {
        string path = Path.Combine(data, "har-hapt", "HAPT_Data_Set_raw.tar.xz");
        return File.Exists(path)
            ? Recordings.Load(path, new RecordingOptions { Windows = new WindowOptions { Length = 151, Hop = 151 }, Channels = "0-2" })
            : SyntheticRecordings.Create(seed: 1, subjects: 10, trials: 4, windowsPerTrial: 25);
    }

    private static DiTMoSModel Train(WindowSet windows)
    {
        TrainingOptions options = TrainingOptions.For(Preset.Default);
        DataSplit split = DataSplitter.Split(windows, new SplitOptions { ValidationFraction = 0 });
        return DiTMoSTrainer.Train(windows, split, options with { NumberOfClassifiers = Classifiers, Networks = new NetworkOptions(), Joint = options.Joint with { Epochs = 3, BaseLoss = 0 } });
    }

    private static ScoringReport Measure(OrtLibrary library, DiTMoSModel model, WindowSet windows, int repeats)
    {
        float[] samples = [.. Enumerable.Range(0, Windows).SelectMany(i => windows.Window(i % windows.Count).ToArray())];
        int length = windows.WindowLength;
        var one = new WindowScorer(model, 1);
        var many = new WindowScorer(model, Batch);
        OrtRoutedModel[] oneInRuntime = [.. Layouts.Select(layout => new OrtRoutedModel(library, model, 1, layout))];
        OrtRoutedModel[] manyInRuntime = [.. Layouts.Select(layout => new OrtRoutedModel(library, model, Batch, layout))];
        int[] routed = new int[Classifiers];
        double difference = Layouts.Select((_, i) => Compare(many, oneInRuntime[i], manyInRuntime[i], samples, routed)).Max();
        double[][] seconds = InTurn(
            repeats,
            () => ForEach(samples, length, batch => one.Score(batch, 1)),
            () => ForEach(samples, length, oneInRuntime[0].Score),
            () => ForEach(samples, length, oneInRuntime[1].Score),
            () => ForEach(samples, Batch * length, batch => many.Score(batch, Batch)),
            () => ForEach(samples, Batch * length, manyInRuntime[0].Score),
            () => ForEach(samples, Batch * length, manyInRuntime[1].Score));
        double[] engine1 = seconds[0], engine256 = seconds[3];
        (OnnxLayout layout1, double[] runtime1) = Faster(seconds[1], seconds[2]);
        (OnnxLayout layout256, double[] runtime256) = Faster(seconds[4], seconds[5]);
        return new ScoringReport
        {
            Batch1Ratio = Median(runtime1.Zip(engine1, (runtime, engine) => runtime / engine)),
            Batch256Ratio = Median(runtime256.Zip(engine256, (runtime, engine) => runtime / engine)),
            Batch1WindowsPerSecond = Windows / Median(engine1),
            Batch256WindowsPerSecond = Windows / Median(engine256),
            Batch1OnnxRuntimeWindowsPerSecond = Windows / Median(runtime1),
            Batch256OnnxRuntimeWindowsPerSecond = Windows / Median(runtime256),
            Batch1OnnxRuntimeLayout = layout1.ToString(),
            Batch256OnnxRuntimeLayout = layout256.ToString(),
            Spread = seconds.Max(runs => runs.Max() / runs.Min()),
            MaxAbsDifference = difference,
            Windows = Windows,
            Routed = routed,
            Source = windows.Source,
            Shape = $"{windows.Channels} x {windows.Length}",
            Macs = RoutedGraph.Of(model).Macs,
            Repeats = repeats,
            OnnxRuntimeVersion = library.Version,
            DotnetVersion = Environment.Version.ToString(),
        };
    }

    // ONNX Runtime may have the layout that it runs faster.
    private static (OnnxLayout Layout, double[] Seconds) Faster(double[] first, double[] second) =>
        Median(first) <= Median(second) ? (Layouts[0], first) : (Layouts[1], second);

    // Both must say the same before it matters how fast they say it. Counts the windows of each classifier; returns the largest difference of a probability.
    private static double Compare(WindowScorer engine, OrtRoutedModel one, OrtRoutedModel many, float[] samples, int[] routed)
    {
        int length = samples.Length / Windows;
        double difference = 0;
        Array.Clear(routed);
        for (int first = 0; first < Windows; first += Batch)
        {
            ReadOnlySpan<float> batch = samples.AsSpan(first * length, Batch * length);
            engine.Score(batch, Batch);
            many.Score(batch);
            for (int i = 0; i < Batch; i++)
            {
                one.Score(batch.Slice(i * length, length));
                difference = Math.Max(difference, Difference(engine.Probabilities(i), many.Scores.AsSpan(i * many.Classes, many.Classes)));
                difference = Math.Max(difference, Difference(engine.Probabilities(i), one.Scores));
                routed[engine.Selected(i)]++;
                if (engine.Selected(i) != many.Selected[i] || engine.Selected(i) != one.Selected[0] || difference > Tolerance)
                {
                    throw new BenchException($"Window {first + i}: the engine chose classifier {engine.Selected(i)}, ONNX Runtime {one.Selected[0]} alone and {many.Selected[i]} among others; probabilities so far differ by {difference:G3}, {Tolerance:G3} is allowed.");
                }
            }
        }

        return difference;
    }

    private static double Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double largest = 0;
        for (int k = 0; k < a.Length; k++)
        {
            largest = Math.Max(largest, Math.Abs(a[k] - b[k]));
        }

        return largest;
    }

    private static void ForEach(float[] samples, int step, Action<ReadOnlySpan<float>> score)
    {
        for (int i = 0; i < samples.Length; i += step)
        {
            score(samples.AsSpan(i, step));
        }
    }

    private static double[][] InTurn(int repeats, params Action[] contestants)
    {
        double[][] seconds = [.. contestants.Select(_ => new double[repeats])];
        for (int repeat = -2; repeat < repeats; repeat++)       // two rounds warm up
        {
            for (int i = 0; i < contestants.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                contestants[i]();
                if (repeat >= 0)
                {
                    seconds[i][repeat] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                }
            }
        }

        return seconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
