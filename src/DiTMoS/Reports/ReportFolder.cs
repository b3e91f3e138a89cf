using DiTMoS.Data;
using DiTMoS.Experiments;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Reports;

/// <summary>A folder of runs with the name that it has in the report.</summary>
/// <param name="Name">The folder's name; told apart by the folder above it, and then by a number, where two are called alike.</param>
/// <param name="Description">What the experiment asks, where the folder says so; else empty.</param>
/// <param name="Runs">The finished runs, at least one.</param>
internal sealed record ReportFolder(string Name, string Description, IReadOnlyList<RunRecord> Runs)
{
    private const string WayOut = "Give a folder that 'ditmos experiment' wrote (its --results)";

    /// <summary>Reads folders of runs; a folder of such folders stands for each of them.</summary>
    /// <exception cref="ReportException">A folder is not there, or holds no runs.</exception>
    /// <exception cref="ExperimentException">A file of a run cannot be read; the message names it.</exception>
    public static IReadOnlyList<ReportFolder> Load(IReadOnlyList<string> paths)
    {
        string[] folders = [.. paths.SelectMany(Experiments).Distinct(StringComparer.Ordinal)];
        string[] names = Named(folders);
        return [.. folders.Select((folder, i) => new ReportFolder(names[i], DescriptionOf(folder), RunsOf(folder)))];
    }

    private static IEnumerable<string> Experiments(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(full))
        {
            throw new ReportException($"'{Text.ShownEnd(path)}' must be a folder of runs. It is {(File.Exists(full) ? "a file" : "not there")}. {WayOut}.");
        }

        string[] inside = File.Exists(Path.Combine(full, ExperimentFile.FileName))
            ? []
            : [.. Directory.EnumerateDirectories(full).Where(folder => File.Exists(Path.Combine(folder, ExperimentFile.FileName))).Order(StringComparer.Ordinal)];
        return inside.Length > 0 ? inside : [full];
    }

    private static IReadOnlyList<RunRecord> RunsOf(string folder) =>
        new RunStore(folder).Load() is { Count: > 0 } runs ? runs : throw new ReportException($"'{Text.ShownEnd(folder)}' must hold at least one finished run. Got none. {WayOut}.");

    private static string DescriptionOf(string folder)
    {
        string file = Path.Combine(folder, ExperimentFile.FileName);
        return File.Exists(file) ? ExperimentFile.Load(file).Description : "";
    }

    private static string[] Named(string[] folders)
    {
        string[] names = [.. folders.Select(folder => Path.GetFileName(folder))];
        string[] longer = [.. folders.Select((folder, i) => names.Count(name => name == names[i]) == 1 ? names[i] : $"{Path.GetFileName(Path.GetDirectoryName(folder))}/{names[i]}")];
        return [.. longer.Select((name, i) => longer.Count(other => other == name) == 1 ? name : FormattableString.Invariant($"{name} ({i + 1})"))];
    }
}
