using System.Globalization;

namespace DiTMoS.Bench.Accuracy;

/// <summary>The arguments of the accuracy experiment and of the results page.</summary>
internal sealed record AccuracyBenchOptions
{
    private const string RootVariable = "DITMOS_BENCH_ROOT";
    private const string DataVariable = "DITMOS_DATA";

    /// <summary>The data sets to run, in the order of <see cref="AccuracyDataset.All"/>. Default: all.</summary>
    public IReadOnlyList<AccuracyDataset> Datasets { get; init; } = AccuracyDataset.All;

    /// <summary>The methods to run, in the order of <see cref="AccuracyMethod.All"/>. Default: all.</summary>
    public IReadOnlyList<AccuracyMethod> Methods { get; init; } = AccuracyMethod.All;

    /// <summary>The first so many runs of each data set; where runs are folds, at most as many as there are. Null for all that the data set asks for.</summary>
    public int? Seeds { get; init; }

    /// <summary>Runs that go on at the same time, each with one thread. Changes no figure. Default 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Where the runs' files are; the page lies beside it, under the same name with <c>.md</c>. Default <c>docs/results</c> of the project.</summary>
    public string Folder { get; init; } = Path.Combine(Root, "docs", "results");

    /// <summary>The folder that holds the data sets. Default <c>DITMOS_DATA</c>, else <c>../shared/data</c> beside the project.</summary>
    public string Data { get; init; } = Environment.GetEnvironmentVariable(DataVariable) ?? Path.Combine(Root, "..", "shared", "data");

    /// <summary>Whether the page is only compared with what the files give.</summary>
    public bool Check { get; init; }

    /// <summary>The page that shows the runs.</summary>
    public string Page => Path.TrimEndingDirectorySeparator(Folder) + ".md";

    private static string Root => Environment.GetEnvironmentVariable(RootVariable)
        ?? throw new BenchException($"{RootVariable} must name the folder of the project. It is not set: run the benchmark by bench/run.");

    /// <summary>Reads the arguments of <c>bench/run accuracy</c>.</summary>
    /// <exception cref="BenchException">An option is unknown, lacks its value, or its value is out of range.</exception>
    public static AccuracyBenchOptions ParseAccuracy(ReadOnlySpan<string> args)
    {
        var options = new AccuracyBenchOptions();
        for (int i = 0; i < args.Length; i += 2)
        {
            string name = args[i];
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            options = name switch
            {
                "--datasets" => options with { Datasets = Named(name, value, AccuracyDataset.All, dataset => dataset.Name) },
                "--methods" => options with { Methods = Named(name, value, AccuracyMethod.All, method => method.Name) },
                "--seeds" => options with { Seeds = Positive(name, value) },
                "--threads" => options with { Threads = Positive(name, value) },
                "--folder" => options with { Folder = Given(name, value) },
                "--data" => options with { Data = Given(name, value) },
                _ => throw new BenchException($"Options must be --datasets, --methods, --seeds, --threads, --folder or --data. Got '{name}'."),
            };
        }

        return options;
    }

    /// <summary>Reads the arguments of <c>bench/run results</c>.</summary>
    /// <exception cref="BenchException">An option is unknown or lacks its value.</exception>
    public static AccuracyBenchOptions ParseResults(ReadOnlySpan<string> args)
    {
        var options = new AccuracyBenchOptions();
        for (int i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--check" => options with { Check = true },
                "--folder" => options with { Folder = Given(args[i], ++i < args.Length ? args[i] : null) },
                string other => throw new BenchException($"Options must be --folder or --check. Got '{other}'."),
            };
        }

        return options;
    }

    private static List<T> Named<T>(string option, string? value, IReadOnlyList<T> all, Func<T, string> nameOf)
    {
        string[] names = Given(option, value).Split(',', StringSplitOptions.TrimEntries);
        string? unknown = Array.Find(names, name => !all.Any(item => nameOf(item) == name));
        return unknown == null
            ? [.. all.Where(item => names.Contains(nameOf(item)))]
            : throw new BenchException($"{option} must name some of {string.Join(", ", all.Select(nameOf))}, separated by commas. Got '{unknown}'.");
    }

    private static string Given(string option, string? value) =>
        string.IsNullOrWhiteSpace(value) ? throw new BenchException($"{option} must be followed by a value. Got nothing.") : value;

    private static int Positive(string name, string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1
            ? number
            : throw new BenchException($"{name} must be followed by an integer of at least 1. Got '{value}'.");
}
