using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DiTMoS.Data;

namespace DiTMoS.Bench;

/// <summary>Times the reading of the unpacked HAPT data set, from text to recordings in memory, beside a plain line scan of the same files.</summary>
/// <remarks>
/// The line scan is <see cref="StreamReader.ReadLine"/> over every file that is read, which only counts lines. Both read the files in the same
/// order on one thread, in turn, after one run each that does not count; the best run counts. The files are then in the system's cache.
/// </remarks>
internal static class ReadingBench
{
    private const int DefaultRepeats = 5;
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Runs the benchmark and prints its result.</summary>
    /// <param name="args"><c>--data FOLDER</c>, the unpacked data set; <c>--repeats R</c>; <c>--json FILE</c>.</param>
    public static int Run(string[] args)
    {
        (string data, int repeats, string? json) = Parse(args);
        ReadingReport report = Measure(data, repeats);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read {report.Recordings} recordings, {report.Values:N0} numbers from {report.Bytes / 1e6:F1} MB of text, {report.Lines:N0} lines; best of {repeats}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line scan (StreamReader.ReadLine): {report.LineScanSeconds * 1e3:F0} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recordings: {report.Seconds * 1e3:F0} ms = {report.Ratio:F2} x the line scan; spread {report.Spread:F2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory while the recordings are read: {report.PeakBytes / 1048576.0:F0} MiB, of which {report.StartBytes / 1048576.0:F0} MiB before"));
        if (json is not null)
        {
            File.WriteAllText(json, JsonSerializer.Serialize(report, Json) + "\n");
        }

        return 0;
    }

    private static ReadingReport Measure(string data, int repeats)
    {
        using var process = Process.GetCurrentProcess();
        long startBytes = process.PeakWorkingSet64;
        (int recordings, long values) = ReadRecordings(data);
        process.Refresh();
        long peakBytes = process.PeakWorkingSet64;                       // before the line scan, which makes strings of its own

        string[] files = [.. Directory.EnumerateFiles(data, "*.txt", SearchOption.AllDirectories).Where(IsRead).Order(StringComparer.Ordinal)];
        long lines = ScanLines(files);
        var seconds = new List<double>();
        var scanSeconds = new List<double>();
        for (int i = 0; i < repeats; i++)
        {
            scanSeconds.Add(Time(() => ScanLines(files)));
            seconds.Add(Time(() => ReadRecordings(data)));
        }

        return new ReadingReport
        {
            Seconds = seconds.Min(),
            LineScanSeconds = scanSeconds.Min(),
            Ratio = seconds.Min() / scanSeconds.Min(),
            Spread = Math.Max(seconds.Max() / seconds.Min(), scanSeconds.Max() / scanSeconds.Min()),
            Recordings = recordings,
            Values = values,
            Lines = lines,
            Bytes = files.Sum(file => new FileInfo(file).Length),
            StartBytes = startBytes,
            PeakBytes = peakBytes,
            Repeats = repeats,
            DotnetVersion = Environment.Version.ToString(),
        };
    }

    private static (int Recordings, long Values) ReadRecordings(string data) => Recordings.Read(data, new RecordingOptions { Format = "hapt" }, set =>
        set.Recordings.Aggregate((0, 0L), (sum, recording) => (sum.Item1 + 1, sum.Item2 + ((long)recording.Samples.Length * recording.Length))));

    private static bool IsRead(string path) => Path.GetFileName(path) is var name &&
        (name is "labels.txt" or "activity_labels.txt" || name.StartsWith("acc_exp", StringComparison.Ordinal) || name.StartsWith("gyro_exp", StringComparison.Ordinal));

    private static long ScanLines(string[] files)
    {
        long lines = 0;
        foreach (string file in files)
        {
            using var reader = new StreamReader(file);
            while (reader.ReadLine() is not null)
            {
                lines++;
            }
        }

        return lines;
    }

    private static double Time(Action work)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static (string Data, int Repeats, string? Json) Parse(string[] args)
    {
        string? data = null;
        string? json = null;
        int repeats = DefaultRepeats;
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : throw new BenchException($"{args[i]} must be followed by a value.");
            switch (args[i])
            {
                case "--data":
                    data = value;
                    break;
                case "--json":
                    json = value;
                    break;
                case "--repeats" when int.TryParse(value, CultureInfo.InvariantCulture, out repeats) && repeats is >= 1 and <= 1000:
                    break;
                case "--repeats":
                    throw new BenchException($"--repeats must be a whole number in [1, 1000]. Got '{value}'.");
                default:
                    throw new BenchException($"The options are --data FOLDER, --repeats R and --json FILE. Got '{args[i]}'.");
            }
        }

        return (data ?? throw new BenchException("--data must name the unpacked HAPT data set, the folder that holds RawData."), repeats, json);
    }
}
