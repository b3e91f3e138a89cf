namespace DiTMoS.Data.Sources;

/// <summary>Lists what lies under a folder.</summary>
/// <remarks>
/// A link to a folder within is left out, as what it leads to is listed where it lies: so loops end, and no recording counts
/// twice. A link to a file within is listed only where that file is not, such as one in a hidden folder that keeps the content. A link that leads out is refused.
/// </remarks>
internal static class FolderListing
{
    private const int MostLinks = 40;

    /// <summary>The files under a folder, in ordinal order of their paths.</summary>
    /// <exception cref="RecordingException">A link leads out of the folder, or to nothing.</exception>
    public static SourceFile[] List(string folder)
    {
        string root = RealPath(folder) ?? Path.GetFullPath(folder);
        var files = new List<SourceFile>();
        var links = new List<(string Path, string Target)>();
        var folders = new Stack<string>([""]);
        while (folders.TryPop(out string? inside))
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(Path.Combine(folder, inside)).EnumerateFileSystemInfos())
            {
                if (IsJunk(entry.Name))
                {
                    continue;
                }

                string path = inside.Length == 0 ? entry.Name : $"{inside}/{entry.Name}";
                if (entry.LinkTarget is not null)
                {
                    links.Add((path, TargetOf(folder, root, path)));
                }
                else if (entry is DirectoryInfo)
                {
                    folders.Push(path);
                }
                else
                {
                    files.Add(SourceFile.Of(path, entry.FullName));
                }
            }
        }

        AddLinks(folder, root, files, links);
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return [.. files];
    }

    /// <summary>The files of a folder itself, without links.</summary>
    public static SourceFile[] ListTop(string folder)
    {
        SourceFile[] files = [.. new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LinkTarget is null && !IsJunk(file.Name)).Select(file => SourceFile.Of(file.Name, file.FullName))];
        Array.Sort(files, (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    /// <summary>Whether a part of a path is what systems put there on their own.</summary>
    public static bool IsJunk(string name) =>
        name.StartsWith('.') || name is "__MACOSX" || name.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase) || name.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase);

    private static void AddLinks(string folder, string root, List<SourceFile> files, List<(string Path, string Target)> links)
    {
        var listed = files.Select(file => Path.Combine(root, file.Path)).ToHashSet(StringComparer.Ordinal);
        links.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        foreach ((string path, string target) in links)
        {
            if (File.Exists(target) && listed.Add(target))
            {
                files.Add(SourceFile.Of(path, target));
            }
        }
    }

    private static string TargetOf(string folder, string root, string path)
    {
        string link = Path.Combine(folder, path);
        string? target = RealPath(link);
        if (target is null || !Path.Exists(target))
        {
            throw new RecordingException($"'{Text.Shown(path)}' in '{Path.GetFileName(root)}' is a link that leads to nothing. Remove it, or put the file there.");
        }

        return IsUnder(target, root)
            ? target
            : throw new RecordingException($"'{Text.Shown(path)}' in '{Path.GetFileName(root)}' is a link that leads out of the folder, which is not followed. Put what it leads to into the folder, or name that.");
    }

    private static bool IsUnder(string path, string root) =>
        path == root || path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // Follows every link on the way, also those of the folders; null where they go round.
    private static string? RealPath(string path)
    {
        string full = Path.GetFullPath(path);
        string at = Path.GetPathRoot(full)!;
        var left = new Stack<string>(PartsOf(full));
        int links = 0;
        while (left.TryPop(out string? part))
        {
            if (part is "." or "..")
            {
                at = part == "." ? at : Path.GetDirectoryName(at) ?? at;
                continue;
            }

            string next = Path.Combine(at, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            at = Path.IsPathRooted(target) ? Path.GetPathRoot(Path.GetFullPath(target, at))! : at;
            foreach (string piece in PartsOf(target))
            {
                left.Push(piece);
            }
        }

        return at;
    }

    // The parts below the root, the last one first.
    private static IEnumerable<string> PartsOf(string path) =>
        path[(Path.GetPathRoot(path)?.Length ?? 0)..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse();
}
