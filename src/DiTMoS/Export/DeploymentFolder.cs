using DiTMoS.Export.Manifest;

namespace DiTMoS.Export;

/// <summary>Writes a folder whole or not at all.</summary>
internal static class DeploymentFolder
{
    /// <summary>Refuses a folder that holds anything but an earlier deployment: what is replaced is gone.</summary>
    /// <exception cref="DeploymentException">It does, or it is a file.</exception>
    public static void RequireReplaceable(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Guarded(folder, () =>
        {
            Recover(full);
            if (File.Exists(full))
            {
                throw DeploymentException.For(folder, "must be a folder", "a file", "Name another folder");
            }

            string current = Path.GetRelativePath(full, Environment.CurrentDirectory);
            if (current == "." || (current != ".." && !current.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(current)))
            {
                throw DeploymentException.For(folder, "must not be the folder that this is called in, as it is replaced as a whole", "that folder or one over it", "Name another folder, or call it from outside");
            }

            if (Foreign(full) is { } entry)
            {
                throw DeploymentException.For(folder, "must be a new or empty folder, or an earlier deployment and nothing else", $"a folder with '{Data.Text.Shown(entry)}'", "Move that away, or name another folder");
            }
        });
    }

    /// <summary>Writes all files beside the folder and then gives them its name; what it held before is gone only then.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The files by their path with forward slashes.</param>
    /// <param name="manifest">The manifest, written last.</param>
    /// <exception cref="DeploymentException">The folder cannot be written.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files, byte[] manifest)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string fresh = NewOf(full);
        Guarded(folder, () =>
        {
            Delete(fresh);
            Directory.CreateDirectory(fresh);
            foreach ((string path, byte[] bytes) in files.Append(new(DeploymentManifest.FileName, manifest)))
            {
                string file = Path.Combine(fresh, path.Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            string old = OldOf(full);
            if (Directory.Exists(full))
            {
                Directory.Move(full, old);
            }

            Directory.Move(fresh, full);
            Delete(old);
        });
    }

    /// <summary>A file that no deployment wrote: all are in an earlier one's manifest. Null for none.</summary>
    private static string? Foreign(string full)
    {
        if (!Directory.Exists(full))
        {
            return null;
        }

        IReadOnlySet<string> written = ManifestFile.FilesOf(full);
        return Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(full, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(file => !written.Contains(file));
    }

    /// <summary>A process that was killed between the two renames left the old folder under another name.</summary>
    private static void Recover(string full)
    {
        string old = OldOf(full);
        if (Directory.Exists(old) && !Directory.Exists(full))
        {
            Directory.Move(old, full);
        }

        Delete(old);
    }

    private static string NewOf(string full) => Beside(full, "new");

    private static string OldOf(string full) => Beside(full, "old");

    private static string Beside(string full, string ending) => Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{ending}");

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Guarded(string folder, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw DeploymentException.For(folder, "must be a folder that can be written", e.Message.TrimEnd('.'), "Check the path, the permissions and the free space", e);
        }
    }
}
