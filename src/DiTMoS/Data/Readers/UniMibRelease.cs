using System.Globalization;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>The files of a UniMiB-SHAR release: which sets it has, and where each of their files lies.</summary>
/// <remarks>
/// Data, labels and names lie in one folder: the source itself, or <c>data</c> in it. The authors' splits lie beside them, in <c>split</c>, or,
/// where the release has windows of two lengths, in <c>split/split151</c> and <c>split/split51</c>.
/// </remarks>
internal sealed class UniMibRelease
{
    public const string WholeSuffix = "_data.mat";
    public const string PartedSuffix = "_splitted_data5_folds.mat";
    public const string LabelsSuffix = "_labels.mat";
    public const string NamesSuffix = "_names.mat";
    public const string FoldsSuffix = "_test_idxs5_folds.mat";

    private const string SplitFolder = "split";

    // The set with more windows and classes first.
    private static readonly string[] Preference = ["acc", "two_classes", "adl", "fall"];
    private static readonly string[] Suffixes = [PartedSuffix, WholeSuffix, LabelsSuffix, NamesSuffix, FoldsSuffix];

    private readonly RecordingSource _folder;

    private UniMibRelease(RecordingSource folder, SourceFile data, string set)
    {
        _folder = folder;
        Data = data;
        Set = set;
    }

    /// <summary>The file of the windows.</summary>
    public SourceFile Data { get; }

    /// <summary>The set, such as <c>acc</c>, with which the names of all its files begin.</summary>
    public string Set { get; }

    /// <summary>Whether the windows are stored by class, as <see cref="PartedSuffix"/> files do.</summary>
    public bool IsParted => Data.Name.EndsWith(PartedSuffix, StringComparison.Ordinal);

    /// <summary>The samples per axis that the user asked for; null where he did not.</summary>
    public int? AskedLength { get; private init; }

    /// <summary>Whether a folder holds a release.</summary>
    public static bool IsIn(RecordingSource folder) => DataFolder(folder) is not null;

    /// <summary>Whether a file is named as those of a release are.</summary>
    public static bool IsNamed(string name) => SuffixOf(name) is not null;

    /// <summary>Chooses a set of a release.</summary>
    /// <param name="source">The folder of the release, or one of a set's files, which chooses its set.</param>
    /// <param name="asked">The set, such as <c>adl</c>, <c>two-classes</c>, or with its samples per axis <c>acc-51</c>; null for the most complete one.</param>
    /// <exception cref="OptionException">There is no such set.</exception>
    /// <exception cref="RecordingException">No set has its windows.</exception>
    public static UniMibRelease Choose(RecordingSource source, string? asked)
    {
        RecordingSource folder = source.IsFolder ? DataFolder(source) ?? source : source.Beside();
        List<Candidate> candidates = CandidatesOf(folder);
        if (!source.IsFolder)
        {
            string name = source.Files[0].Name;
            string suffix = SuffixOf(name)
                ?? throw new RecordingException($"'{source.Name}': a MATLAB file must be one of UniMiB-SHAR's, named such as acc_data.mat. Save other data as .npz with X (windows, channels, samples) and y.");
            string set = name[..^suffix.Length];
            bool isData = suffix is WholeSuffix or PartedSuffix;
            candidates.RemoveAll(candidate => isData ? candidate.File.Name != name : candidate.Set != set);
            if (candidates.Count == 0)
            {
                throw new RecordingException(isData
                    ? $"'{folder.Name}': there must be a {set}{LabelsSuffix} beside the windows. Copy it into the folder."
                    : $"'{source.Name}': there must be a {set}{WholeSuffix} or {set}{PartedSuffix} beside it, which holds the windows. Copy it into the folder.");
            }
        }

        if (candidates.Count == 0)
        {
            throw new RecordingException($"'{folder.Name}': labels need their windows. Got {string.Join(", ", SetsOf(folder).Take(5).Select(set => Text.Shown(set + LabelsSuffix)))}, but no ..._data.mat or ..._splitted_data5_folds.mat beside them. Copy the data file of the set into the folder.");
        }

        return asked is null ? new UniMibRelease(folder, candidates[0].File, candidates[0].Set) : Choose(folder, candidates, asked);
    }

    /// <summary>The set's file with this ending beside the windows or their labels; null where there is none.</summary>
    public SourceFile? Find(string suffix) => _folder.Find(Set + suffix);

    /// <summary>The authors' test folds for windows of this length; null where there are none.</summary>
    public SourceFile? FindFolds(int length)
    {
        string name = Set + FoldsSuffix;
        string lengthFolder = FormattableString.Invariant($"{SplitFolder}/{SplitFolder}{length}");
        return (Data.Folder.Length == 0 ? null : _folder.Find($"{Data.Folder}/{name}"))
            ?? _folder.Find(name)
            ?? _folder.Find($"{SplitFolder}/{name}")
            ?? _folder.Find($"{lengthFolder}/{name}");
    }

    /// <summary>What to say where a file is missing.</summary>
    public RecordingException Missing(string suffix) => new($"'{_folder.Name}': there must be a {Set}{suffix} beside the windows. Copy it into the folder.");

    /// <summary>Where a file of the set is in the file system.</summary>
    public string LocalPath(SourceFile file) => _folder.LocalPath(file);

    private static UniMibRelease Choose(RecordingSource folder, List<Candidate> candidates, string asked)
    {
        string set = asked.Replace('-', '_');
        int? length = null;
        int mark = set.LastIndexOf('_');
        if (mark > 0 && int.TryParse(set.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int samples))
        {
            (set, length) = (set[..mark], samples);
        }

        // "two-class" is what people call the set that the files call "two_classes".
        Candidate[] ofSet = [.. candidates.Where(candidate => candidate.Set.Equals(set, StringComparison.OrdinalIgnoreCase) || candidate.Set.Equals(set + "es", StringComparison.OrdinalIgnoreCase))];
        Candidate? chosen = Array.Find(ofSet, candidate => length is null || candidate.Length == length) ?? Array.Find(ofSet, candidate => candidate.Length is null);
        return chosen is not null
            ? new UniMibRelease(folder, chosen.File, chosen.Set) { AskedLength = length }
            : throw new OptionException($"{OptionName.Of("Set")} must be one of {string.Join(", ", candidates.Select(candidate => candidate.Length is { } l ? FormattableString.Invariant($"{candidate.Set}-{l}") : candidate.Set).Distinct().Select(Text.Shown))}, which '{folder.Name}' has. Got '{Text.Shown(asked)}'.");
    }

    private static string? SuffixOf(string name) => Array.Find(Suffixes, suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    private static RecordingSource? DataFolder(RecordingSource source) =>
        source.Files.Any(file => IsLabels(file, "")) ? source
        : source.Files.Any(file => IsLabels(file, "data")) ? source.Below("data")
        : null;

    private static bool IsLabels(SourceFile file, string folder) => file.Name.EndsWith(LabelsSuffix, StringComparison.Ordinal) && file.Folder == folder;

    private static IEnumerable<string> SetsOf(RecordingSource folder) => folder.Files
        .Where(file => IsLabels(file, ""))
        .Select(file => file.Name[..^LabelsSuffix.Length])
        .OrderBy(set => (uint)Array.IndexOf(Preference, set));

    // All files of windows that have labels: the sets in order of preference, of each the whole before its parts and long windows before short ones.
    private static List<Candidate> CandidatesOf(RecordingSource folder)
    {
        var candidates = new List<Candidate>();
        foreach (string set in SetsOf(folder))
        {
            if (folder.Find(set + WholeSuffix) is { } whole)
            {
                candidates.Add(new Candidate(set, whole, null));
            }

            string parted = set + PartedSuffix;
            candidates.AddRange(folder.Files
                .Where(file => file.Name == parted && (file.Folder is "" or SplitFolder || LengthOf(file.Folder) is not null))
                .Select(file => new Candidate(set, file, LengthOf(file.Folder)))
                .OrderByDescending(candidate => candidate.Length ?? int.MaxValue));
        }

        return candidates;
    }

    // 51 for split/split51.
    private static int? LengthOf(string folder)
    {
        const string start = $"{SplitFolder}/{SplitFolder}";
        return folder.StartsWith(start, StringComparison.Ordinal) && int.TryParse(folder.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : null;
    }

    // Length is the samples per axis, where the folder's name tells.
    private sealed record Candidate(string Set, SourceFile File, int? Length);
}
