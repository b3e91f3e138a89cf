using System.Globalization;
using System.Text;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Experiments;

/// <summary>The finished runs of an experiment: a folder for each data set, a file for each run, named by what the run is and by its content address.</summary>
/// <param name="folder">The folder of the experiment; it need not be there yet.</param>
/// <remarks>A file is written beside its place and then takes its name, so that whatever carries the name is whole.</remarks>
public sealed class RunStore(string folder)
{
    private const int KeyDigits = 8;

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Where a run is kept.</summary>
    /// <param name="run">The run.</param>
    public string PathOf(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return PathOf(run.Dataset, run.Method, run.Variant, run.Run, run.Key);
    }

    /// <summary>Keeps a run, whole or not at all.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="ArgumentException">The run contradicts itself.</exception>
    public string Save(RunRecord run)
    {
        if (RunRules.Broken(run) is var (rule, found))
        {
            throw new ArgumentException($"A run's {rule}. Got {found}.", nameof(run));
        }

        string path = PathOf(run);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(RunFile.ToText(run))));
        return path;
    }

    /// <summary>Reads all runs.</summary>
    /// <returns>By data set, method, variant and run.</returns>
    /// <exception cref="ExperimentException">A file is no run, contradicts itself, or is not where it belongs; the message names it.</exception>
    public IReadOnlyList<RunRecord> Load()
    {
        var runs = new List<RunRecord>();
        foreach (string path in Files())
        {
            RunRecord run = RunFile.Load(path);
            string expected = PathOf(run);
            runs.Add(Path.GetFullPath(path) == Path.GetFullPath(expected)
                ? run
                : throw ExperimentException.For(path, $"must be named '{Path.GetRelativePath(folder, expected)}', as it holds that run", Path.GetRelativePath(folder, path), "Move or delete it"));
        }

        return
        [
            .. runs.OrderBy(run => run.Dataset, StringComparer.Ordinal).ThenBy(run => run.Method, StringComparer.Ordinal)
                .ThenBy(run => run.Variant, StringComparer.Ordinal).ThenBy(run => run.Run).ThenBy(run => run.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>A variant as part of a file's name: small letters, digits and points, all else as single hyphens.</summary>
    internal static string Slug(string variant)
    {
        var slug = new StringBuilder();
        foreach (char c in variant.ToLowerInvariant())
        {
            bool isKept = char.IsAsciiLetterOrDigit(c) || (c == '.' && slug.Length > 0);
            if (isKept || (slug.Length > 0 && slug[^1] != '-'))
            {
                slug.Append(isKept ? c : '-');
            }
        }

        return slug.ToString().Trim('-', '.');
    }

    /// <summary>Where the run of a content address is kept, whether it is there or not.</summary>
    internal string PathOf(string dataset, string method, string variant, int run, string key)
    {
        string slug = Slug(variant);
        return Path.Combine(folder, dataset, string.Create(CultureInfo.InvariantCulture, $"{method}{(slug.Length == 0 ? "" : "-")}{slug}-{run}-{key[..KeyDigits]}.json"));
    }

    /// <summary>The run of a content address, where it is there.</summary>
    /// <exception cref="ExperimentException">Its file is no run, contradicts itself, or holds another run.</exception>
    internal RunRecord? Find(string dataset, string method, string variant, int run, string key)
    {
        string path = PathOf(dataset, method, variant, run, key);
        if (!File.Exists(path))
        {
            return null;
        }

        RunRecord found = RunFile.Load(path);
        return found.Key == key ? found : throw ExperimentException.For(path, $"must hold the run of key {key}", found.Key, "Delete it and run the experiment again");
    }

    // Runs lie in the data sets' folders; what begins with a point is the runner's own.
    private IEnumerable<string> Files() =>
        Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder)
                .Where(dataset => !Path.GetFileName(dataset).StartsWith('.'))
                .SelectMany(dataset => Directory.EnumerateFiles(dataset, "*.json"))
                .Where(file => !Path.GetFileName(file).StartsWith('.'))
            : [];
}
