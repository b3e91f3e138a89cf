using System.Globalization;
using System.Text.Json;
using DiTMoS.Networks;

namespace DiTMoS.Bench;

/// <summary>How fast is an epoch of adversarial training, beside the same recipe in PyTorch and beside what the machine can do?</summary>
internal static class TrainingBench
{
    // The shape of UniMiB-SHAR.
    private const int Channels = 3;
    private const int Length = 151;
    private const int Classes = 17;

    private static readonly JsonSerializerOptions JsonFormat = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static int Run(ReadOnlySpan<string> args)
    {
        TrainingBenchOptions options = TrainingBenchOptions.Parse(args);
        TrainingReport report = Measure(options);
        string json = JsonSerializer.Serialize(report, JsonFormat);
        Console.WriteLine(json);
        if (options.Json is string path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, json + "\n");
        }

        return 0;
    }

    private static TrainingReport Measure(TrainingBenchOptions options)
    {
        var engine = new EngineEpochTimer();
        var authors = new PyTorchEpochTimer(PyTorchStyle.Authors, options.LimitBatches);
        var vectorised = new PyTorchEpochTimer(PyTorchStyle.Vectorised, options.LimitBatches);
        double peakGflops = PeakFlops.Measure(options.Threads);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak: {peakGflops:F1} GFLOP/s on {options.Threads} threads"));

        TrainingRow Row(int classifiers, int batch) => MeasureRow(engine, authors, vectorised, classifiers, batch, options);
        TrainingRow published = Row(classifiers: 6, batch: 8);
        TrainingRow[] rows = [Row(classifiers: 3, batch: 8), Row(classifiers: 6, batch: 64)];
        peakGflops = Math.Max(peakGflops, PeakFlops.Measure(options.Threads)); // the machine may have been busy before
        return new TrainingReport
        {
            Seconds = published.Seconds,
            BaselineSeconds = published.BaselineSeconds,
            Ratio = published.Ratio,
            VectorisedSeconds = published.VectorisedSeconds,
            VectorisedRatio = published.VectorisedRatio,
            Spread = published.Spread,
            Gflops = NeededFlops(published.Classifiers, options.Windows) / published.Seconds / 1e9,
            PeakGflops = peakGflops,
            Rows = rows,
            Windows = options.Windows,
            Threads = options.Threads,
            Repeats = options.Repeats,
            TorchVersion = authors.TorchVersion,
            DotnetVersion = Environment.Version.ToString(),
            Extrapolated = authors.Extrapolated || vectorised.Extrapolated,
        };
    }

    // The contestants take turns, so that a busy or throttled minute hurts all of them; the best run of each counts.
    private static TrainingRow MeasureRow(IEpochTimer engine, IEpochTimer authors, IEpochTimer vectorised, int classifiers, int batch, TrainingBenchOptions options)
    {
        (string Name, IEpochTimer Timer)[] contestants = [("engine", engine), ("PyTorch, by hand", authors), ("PyTorch, vectorised", vectorised)];
        double[][] seconds = [new double[options.Repeats], new double[options.Repeats], new double[options.Repeats]];
        for (int repeat = 0; repeat < options.Repeats; repeat++)
        {
            for (int i = 0; i < contestants.Length; i++)
            {
                (double selector, double classifier) = contestants[i].Timer.Time(options.Windows, Channels, Length, Classes, classifiers, batch, options.Threads);
                seconds[i][repeat] = selector + classifier;
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{classifiers} classifiers, batch {batch}, run {repeat + 1}, {contestants[i].Name}: {selector:F3} s selector epoch, {classifier:F3} s classifier epoch"));
            }
        }

        return new TrainingRow(classifiers, batch, seconds[0].Min(), seconds[1].Min(), seconds[2].Min())
        {
            Spread = seconds.Max(runs => runs.Max() / runs.Min()),
        };
    }

    private static double NeededFlops(int classifiers, int windows)
    {
        NetworkSpec selector = PublishedNetworks.Selector(Channels, Length, classifiers);
        NetworkSpec classifier = PublishedNetworks.Classifier(Channels, Length, Classes);
        return EpochFlops.Selector(selector, classifier, classifiers, windows) + EpochFlops.Classifiers(selector, classifier, classifiers, windows);
    }
}
