using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiTMoS.Bench.Accuracy;

/// <summary>The finished runs: a folder per data set, a file per run.</summary>
/// <param name="folder">The folder of all runs.</param>
internal sealed class AccuracyStore(string folder)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Whether a run of this very recipe is there.</summary>
    /// <exception cref="BenchException">Its file cannot be read.</exception>
    public bool Has(string dataset, string row, int run, string recipeHash)
    {
        string path = PathOf(dataset, row, run);
        return File.Exists(path) && Read(path).RecipeHash == recipeHash;
    }

    /// <summary>Keeps a run, whole or not at all; an older one of the same place is replaced.</summary>
    public void Save(AccuracyRun run)
    {
        string path = PathOf(run.Dataset, run.Method, run.Run);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream =>
        {
            JsonSerializer.Serialize(stream, run, Format);
            stream.WriteByte((byte)'\n');
        });
    }

    /// <summary>All runs, by data set and row, in the order of the runs.</summary>
    /// <exception cref="BenchException">A file cannot be read, or lies in the wrong place.</exception>
    public ILookup<(string Dataset, string Row), AccuracyRun> Load()
    {
        var runs = new List<AccuracyRun>();
        if (Directory.Exists(folder))
        {
            foreach (string path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
            {
                AccuracyRun run = Read(path);
                string expected = PathOf(run.Dataset, run.Method, run.Run);
                runs.Add(Path.GetFullPath(path) == Path.GetFullPath(expected)
                    ? run
                    : throw new BenchException($"'{path}' must be named '{expected}', as it holds that run. Move or delete it."));
            }
        }

        return runs.OrderBy(run => run.Run).ToLookup(run => (run.Dataset, run.Method));
    }

    private static AccuracyRun Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<AccuracyRun>(stream, Format) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            throw new BenchException($"'{path}' must be a run as bench/run accuracy writes it. {problem.Message} Delete it, and run bench/run accuracy again.");
        }
    }

    private string PathOf(string dataset, string row, int run) => Path.Combine(folder, dataset, FormattableString.Invariant($"{row}-{run}.json"));
}
