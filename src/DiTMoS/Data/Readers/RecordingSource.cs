namespace DiTMoS.Data.Readers;

/// <summary>A file or folder that a reader is asked about, with what is needed to tell formats apart.</summary>
internal sealed class RecordingSource
{
    private const int StartBytes = 1024;

    private RecordingSource(string path, string[] files, byte[]? start)
    {
        Path = path;
        Name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
        Files = files;
        IsFolder = start is null;
        Start = start ?? [];
    }

    public string Path { get; }

    /// <summary>The last part of the path, as shown to people.</summary>
    public string Name { get; }

    public bool IsFolder { get; }

    /// <summary>The names of the files in the folder, in ordinal order; empty for a file.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The first bytes of the file, at most 1,024; empty for a folder.</summary>
    public byte[] Start { get; }

    public static RecordingSource Open(string path)
    {
        if (Directory.Exists(path))
        {
            string[] files = Array.ConvertAll(Directory.GetFiles(path), file => System.IO.Path.GetFileName(file));
            Array.Sort(files, StringComparer.Ordinal);
            return new RecordingSource(path, files, start: null);
        }

        if (!File.Exists(path))
        {
            throw new RecordingException($"'{path}' must be a file or a folder, but nothing is there. Check the path.");
        }

        using FileStream file = OpenFile(path);
        var start = new byte[StartBytes];
        int read = file.ReadAtLeast(start, StartBytes, throwOnEndOfStream: false);
        return new RecordingSource(path, [], start[..read]);
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

    /// <summary>Whether the file begins with these bytes.</summary>
    public bool StartsWith(ReadOnlySpan<byte> mark) => Start.AsSpan().StartsWith(mark);

    /// <summary>The path of a file of the folder.</summary>
    public string PathOf(string file) => System.IO.Path.Combine(Path, file);
}
