using System.Globalization;

namespace DiTMoS.Bench;

/// <summary>The arguments of the training benchmark.</summary>
internal sealed record TrainingBenchOptions
{
    /// <summary>Where to write the report; null for the console alone.</summary>
    public string? Json { get; init; }

    /// <summary>Threads that each contestant may use. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Runs of each contestant, of which the best counts. Default 3.</summary>
    public int Repeats { get; init; } = 3;

    /// <summary>Windows per epoch. Default: the training part of UniMiB-SHAR.</summary>
    public int Windows { get; init; } = 9409;

    /// <summary>Batches of each epoch that PyTorch runs, scaled up to the whole; null for all.</summary>
    public int? LimitBatches { get; init; }

    /// <exception cref="BenchException">An option is unknown, lacks its value, or its value is out of range.</exception>
    public static TrainingBenchOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new TrainingBenchOptions();
        for (int i = 0; i < args.Length; i += 2)
        {
            string name = args[i];
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            options = name switch
            {
                "--json" => options with { Json = value ?? throw new BenchException("--json must be followed by a file name. Got nothing.") },
                "--threads" => options with { Threads = Positive(name, value) },
                "--repeats" => options with { Repeats = Positive(name, value) },
                "--windows" => options with { Windows = Positive(name, value) },
                "--limit-batches" => options with { LimitBatches = Positive(name, value) },
                _ => throw new BenchException($"Options must be --json, --threads, --repeats, --windows or --limit-batches. Got '{name}'."),
            };
        }

        return options;
    }

    private static int Positive(string name, string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1
            ? number
            : throw new BenchException($"{name} must be followed by an integer of at least 1. Got '{value}'.");
}
