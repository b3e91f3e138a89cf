using DiTMoS.Networks;

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

        string full = Path.GetFullPath(path);
        foreach (string? other in others)
        {
            if (other is not null && Path.GetFullPath(other) == full)
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

        Guard(option, path, () =>
        {
            using var probe = new FileStream(Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        });
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <exception cref="OptionException">It cannot be written.</exception>
    public static void Write(string option, string path, Action<Stream> write) => Guard(option, path, () => AtomicFile.Write(path, write));

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
