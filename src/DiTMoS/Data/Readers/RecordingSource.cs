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

        using FileStream file = File.OpenRead(path);
        var start = new byte[StartBytes];
        int read = file.ReadAtLeast(start, StartBytes, throwOnEndOfStream: false);
        return new RecordingSource(path, [], start[..read]);
    }

    /// <summary>Whether the file begins with these bytes.</summary>
    public bool StartsWith(ReadOnlySpan<byte> mark) => Start.AsSpan().StartsWith(mark);

    /// <summary>The path of a file of the folder.</summary>
    public string PathOf(string file) => System.IO.Path.Combine(Path, file);
}
