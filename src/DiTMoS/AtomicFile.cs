namespace DiTMoS;

/// <summary>Writes files whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside <paramref name="path"/>, flushes to the disk, and only then takes its name.</summary>
    /// <remarks>
    /// Where <paramref name="write"/> or the disk fails, a file that was there before stays as it was. A link stays a link:
    /// what it leads to is replaced. A pipe or a device cannot be replaced, and is written to as it is.
    /// </remarks>
    public static void Write(string path, Action<Stream> write)
    {
        if (OpenSpecial(path) is { } special)
        {
            using (special)
            {
                write(special);
            }

            return;
        }

        string target = TargetOf(path)!;
        string temporary = TemporaryOf(target);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw;
        }
    }

    /// <summary>The name under which a file is written before it is complete; a leftover of a process that was killed is replaced by the next write.</summary>
    public static string TemporaryOf(string path)
    {
        string full = Path.GetFullPath(path);
        return Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.tmp");
    }

    /// <summary>The file that a path leads to, links followed, whether it is there or not; null for a device or a stream of a process, which no file can replace.</summary>
    public static string? TargetOf(string path)
    {
        const int mostLinks = 40;
        string full = Path.GetFullPath(path);
        for (int i = 0; i < mostLinks; i++)
        {
            if (!OperatingSystem.IsWindows() && (IsIn(full, "/proc/") || (IsIn(full, "/dev/") && IsEmpty(full) && new FileInfo(full).LinkTarget is null)))
            {
                return null;
            }

            if (new FileInfo(full).LinkTarget is not { } next)
            {
                return full;
            }

            full = Path.GetFullPath(next, Path.GetDirectoryName(full)!);
        }

        throw new IOException($"'{path}' leads through more than {mostLinks} links.");
    }

    // Only what has no length can be a pipe or a device; of those, files let themselves be read at any position.
    private static FileStream? OpenSpecial(string path)
    {
        string? target = TargetOf(path);
        if (target is not null && !IsEmpty(target))
        {
            return null;
        }

        var stream = new FileStream(target ?? path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (target is not null && stream.CanSeek)
        {
            stream.Dispose();
            return null;
        }

        if (stream.CanSeek)
        {
            stream.Seek(0, SeekOrigin.End);
        }

        return stream;
    }

    private static bool IsIn(string path, string folder) => path.StartsWith(folder, StringComparison.Ordinal);

    private static bool IsEmpty(string path) => File.Exists(path) && new FileInfo(path).Length == 0;
}
