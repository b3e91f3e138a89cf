using DiTMoS.Training;

namespace DiTMoS.Tool.Output;

/// <summary>The files that a command writes: looked at before the work, written whole behind it.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a file that could not be written, before hours are spent on what it shall hold.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file; null for none.</param>
    /// <param name="others">Files that it must not replace.</param>
    /// <exception cref="OptionException">It cannot be written, or is one of the others.</exception>
    public static void Check(string option, string? path, params ReadOnlySpan<string?> others)
    {
        if (path is null)
        {
            return;
        }

        if (TargetOf(option, path) is not { } full)
        {
            return;
        }

        foreach (string? other in others)
        {
            if (other is not null && TargetOf(option, other) == full)
            {
                throw new OptionException($"{option} '{path}' must not be a file that the command reads or writes otherwise. Choose another name.");
            }
        }

        if (Directory.Exists(full))
        {
            throw new OptionException($"{option} '{path}' must be a file. It is a folder. Choose a name in it.");
        }

        string folder = Path.GetDirectoryName(full)!;
        if (!Directory.Exists(folder))
        {
            throw new OptionException($"{option} '{path}' must be in a folder that is there. '{folder}' is not. Create it, or choose another.");
        }

        Probe(option, path, AtomicFile.TemporaryOf(full));
    }

    /// <summary>Refuses a file that would become part of the recordings, which would then be there twice.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file; the folder that it is in is there.</param>
    /// <param name="source">What is read.</param>
    /// <exception cref="OptionException">It lies in the folder that is read, or under it.</exception>
    public static void CheckOutside(string option, string path, string source)
    {
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)) + Path.DirectorySeparatorChar;
        if (Directory.Exists(folder) && TargetOf(option, path) is { } full && full.StartsWith(folder, StringComparison.Ordinal))
        {
            throw new OptionException($"{option} '{path}' must not be in '{source}', which is read: the recordings would be there twice. Choose a place outside it.");
        }
    }

    /// <summary>Refuses a folder that could not be made, or not be written to.</summary>
    /// <param name="option">The option that it follows from.</param>
    /// <param name="folder">The folder; the one that it is in is there.</param>
    /// <exception cref="OptionException">A file has its name, or it cannot be written to.</exception>
    public static void CheckFolder(string option, string folder)
    {
        if (File.Exists(folder))
        {
            throw new OptionException($"{option}: '{folder}' must be free for a folder of checkpoints. It is a file. Rename it, or choose another name for the model.");
        }

        if (Directory.Exists(folder))
        {
            Probe(option, folder, AtomicFile.TemporaryOf(Checkpoint.PathIn(folder)));
        }
    }

    /// <summary>Whether what is written there is kept: not so for pipes and devices.</summary>
    public static bool IsKept(string option, string path) => TargetOf(option, path) is not null;

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <exception cref="OptionException">It cannot be written.</exception>
    public static void Write(string option, string path, Action<Stream> write) => Guard(option, path, () => AtomicFile.Write(path, write));

    private static string? TargetOf(string option, string path)
    {
        string? target = null;
        Guard(option, path, () => target = AtomicFile.TargetOf(path));
        return target;
    }

    private static void Probe(string option, string path, string temporary) => Guard(option, path, () =>
    {
        using var probe = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    });

    private static void Guard(string option, string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OptionException($"{option} '{path}' could not be written: {e.Message} Choose another place.", e);
        }
    }
}
