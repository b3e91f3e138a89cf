namespace DiTMoS.Data.Sources;

/// <summary>A file, or a folder with all that lies under it, that readers are asked about and read from.</summary>
internal sealed class RecordingSource : IDisposable
{
    private const int StartBytes = 1024;

    private RecordingSource(string path, bool isFolder, IReadOnlyList<SourceFile> files, byte[] start)
    {
        Path = path;
        Name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
        Files = files;
        IsFolder = isFolder;
        Start = start;
    }

    /// <summary>What the user named.</summary>
    public string Path { get; }

    /// <summary>The last part of the path, as shown to people.</summary>
    public string Name { get; }

    /// <summary>Whether the source holds files by path; false for a single file.</summary>
    public bool IsFolder { get; }

    /// <summary>The files under the folder in ordinal order of their paths; for a single file, that file alone.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The first bytes of the file, at most 1,024; empty for a folder.</summary>
    public byte[] Start { get; }

    /// <summary>Lists a folder, or looks into a file.</summary>
    /// <exception cref="RecordingException">Nothing is there, or the file is empty, a pipe or a device.</exception>
    public static RecordingSource Open(string path)
    {
        if (Directory.Exists(path))
        {
            SourceFile[] files = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => new SourceFile(
                System.IO.Path.GetRelativePath(path, file).Replace(System.IO.Path.DirectorySeparatorChar, '/'), new FileInfo(file).Length))];
            Array.Sort(files, (a, b) => string.CompareOrdinal(a.Path, b.Path));
            return new RecordingSource(path, isFolder: true, files, []);
        }

        if (!File.Exists(path))
        {
            throw new RecordingException($"'{path}' must be a file or a folder, but nothing is there. Check the path.");
        }

        using FileStream file = OpenFile(path);
        var start = new byte[StartBytes];
        int read = file.ReadAtLeast(start, StartBytes, throwOnEndOfStream: false);
        return new RecordingSource(path, isFolder: false, [new SourceFile(System.IO.Path.GetFileName(path), file.Length)], start[..read]);
    }

    /// <summary>Opens a file; nothing is waited for where it is a pipe that nobody writes to.</summary>
    /// <exception cref="RecordingException">It is empty, a pipe or a device.</exception>
    public static FileStream OpenFile(string path)
    {
        if (AtomicFile.TargetOf(path) is { } target && new FileInfo(target).Length > 0)
        {
            FileStream file = File.OpenRead(target);
            if (file.CanSeek)
            {
                return file;
            }

            file.Dispose();
        }

        throw new RecordingException($"'{System.IO.Path.GetFileName(path)}' must be a file with something in it, but the file is empty, or is a pipe or a device. Save the windows to a file and name that.");
    }

    /// <summary>Whether the single file begins with these bytes.</summary>
    public bool StartsWith(ReadOnlySpan<byte> mark) => Start.AsSpan().StartsWith(mark);

    /// <summary>The file at a path within the source; null where there is none. Case matters.</summary>
    public SourceFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    /// <summary>Opens a file of the source to be read once, from its start.</summary>
    /// <exception cref="RecordingException">It is empty, or no longer what it was when the source was opened.</exception>
    public Stream Open(SourceFile file) => OpenFile(LocalPath(file));

    /// <summary>A file of the file system with the content of a file of the source, there until the source is disposed.</summary>
    public string LocalPath(SourceFile file) => IsFolder ? System.IO.Path.Combine(Path, file.Path) : Path;

    /// <summary>Gives back what the source holds open.</summary>
    public void Dispose()
    {
    }
}
