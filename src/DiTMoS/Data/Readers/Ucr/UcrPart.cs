using System.Text.RegularExpressions;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers.Ucr;

/// <summary>One of the files of a set: what is trained on, or what is tested.</summary>
/// <param name="File">The file.</param>
/// <param name="Name">What the names of recordings begin with: <c>TRAIN</c>, <c>TEST</c>, or the file's name.</param>
/// <param name="Fold">-1 for what is trained on, 0 for what is tested, null where the file stands alone.</param>
internal sealed partial record UcrPart(SourceFile File, string Name, int? Fold)
{
    /// <summary>The files of the one set that a source holds.</summary>
    /// <param name="source">The source.</param>
    /// <param name="extension">How the names of files end, such as <c>.ts</c>.</param>
    /// <exception cref="RecordingException">There is no set, or more than one.</exception>
    public static IReadOnlyList<UcrPart> Find(RecordingSource source, string extension)
    {
        if (!source.IsFolder)
        {
            return [new UcrPart(source.Files[0], source.Files[0].Name, null)];
        }

        ILookup<string, SourceFile> sets = source.Files.Where(file => HasExtension(file, extension)).ToLookup(file => SetOf(file, extension));
        string[] names = [.. sets.Select(set => set.Key).Where(name => !(DimensionName().Match(name) is { Success: true } one && sets.Contains(one.Groups[1].Value)))];
        if (names.Length != 1)
        {
            string found = names.Length == 0 ? "none" : $"{names.Length}: {string.Join(", ", names.Take(5).Select(Text.Shown))}";
            throw new RecordingException($"'{source.Name}' must hold one set, such as X_TRAIN{extension} with X_TEST{extension}. Got {found}. Name the folder or the file of the set to read.");
        }

        SourceFile[] files = [.. sets[names[0]]];
        return files.Length == 1
            ? [new UcrPart(files[0], PartOf(files[0], extension), null)]
            : [.. files.Select(file => (File: file, Part: PartOf(file, extension))).OrderBy(file => file.Part != "TRAIN").Select(file => new UcrPart(file.File, file.Part, file.Part == "TEST" ? 0 : -1))];
    }

    /// <summary>Whether a file is named so.</summary>
    public static bool HasExtension(SourceFile file, string extension) => file.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static string SetOf(SourceFile file, string extension) => PartName().Replace(file.Path[..^extension.Length], "");

    private static string PartOf(SourceFile file, string extension) =>
        PartName().Match(file.Name[..^extension.Length]) is { Success: true } part ? part.Groups[1].Value.ToUpperInvariant() : file.Name;

    [GeneratedRegex("_(TRAIN|TEST)$", RegexOptions.IgnoreCase)]
    private static partial Regex PartName();

    // Multivariate sets come with a file per dimension beside the whole.
    [GeneratedRegex("^(.+)Dimension[0-9]+$", RegexOptions.IgnoreCase)]
    private static partial Regex DimensionName();
}
