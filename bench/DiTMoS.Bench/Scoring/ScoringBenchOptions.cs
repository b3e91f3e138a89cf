using System.Globalization;

namespace DiTMoS.Bench.Scoring;

/// <summary>The arguments of the scoring benchmark.</summary>
internal sealed record ScoringBenchOptions
{
    private const string DataVariable = "DITMOS_DATA";

    /// <summary>Where to write the comparison with ONNX Runtime; null for the console alone.</summary>
    public string? Json { get; init; }

    /// <summary>Runs of each contestant. Default 15.</summary>
    public int Repeats { get; init; } = 15;

    /// <summary>The folder that holds the data sets. Default <c>DITMOS_DATA</c>, else <c>../shared/data</c> beside the project.</summary>
    public string Data { get; init; } = Environment.GetEnvironmentVariable(DataVariable)
        ?? Path.Combine(Environment.GetEnvironmentVariable("DITMOS_BENCH_ROOT") ?? ".", "..", "shared", "data");

    /// <exception cref="BenchException">An option is unknown, lacks its value, or its value is out of range.</exception>
    public static ScoringBenchOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new ScoringBenchOptions();
        for (int i = 0; i < args.Length; i += 2)
        {
            string name = args[i];
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            options = name switch
            {
                "--json" => options with { Json = value ?? throw Missing(name, "a file name") },
                "--data" => options with { Data = value ?? throw Missing(name, "a folder") },
                "--repeats" => options with { Repeats = Positive(name, value) },
                _ => throw new BenchException($"Options must be --json, --data or --repeats. Got '{name}'."),
            };
        }

        return options;
    }

    private static BenchException Missing(string name, string what) => new($"{name} must be followed by {what}. Got nothing.");

    private static int Positive(string name, string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1
            ? number
            : throw new BenchException($"{name} must be followed by an integer of at least 1. Got '{value}'.");
}
