namespace DiTMoS.Data.Sources;

/// <summary>A file, a folder with all that lies under it, or an archive that reads like a folder: what readers are asked about and read from.</summary>
/// <remarks>
/// Archives are told by content: zip (unless it holds numpy arrays at its top: then it is one file, an <c>.npz</c>), tar, and tar
/// packed with gzip or xz. They are unpacked to a temporary folder that goes when the source is disposed. Left out of
/// folders and archives is what systems put there on their own: names that begin with a dot, <c>__MACOSX</c>, <c>Thumbs.db</c>, <c>desktop.ini</c>.
/// </remarks>
internal sealed class RecordingSource : IDisposable
{
    private const int StartBytes = 1024;
    private const int DeepestTop = 8;

    private readonly Lazy<Dictionary<string, SourceFile>> _byPath;
    private readonly UnpackedArchive? _archive;
    private HashSet<SourceFile> _handedOut = [];

    private RecordingSource(string path, string name, bool isFolder, IReadOnlyList<SourceFile> files, byte[] start, UnpackedArchive? archive = null)
    {
        Path = path;
        Name = name;
        IsFolder = isFolder;
        Files = files;
        Start = start;
        _archive = archive;
        _byPath = new(() => files.ToDictionary(file => file.Path, StringComparer.Ordinal));
    }

    /// <summary>What the user named.</summary>
    public string Path { get; }

    /// <summary>The last part of the path, as shown to people; for a view, followed by its folder.</summary>
    public string Name { get; }

    /// <summary>Whether the source holds files by path, as folders and archives do; false for a single file.</summary>
    public bool IsFolder { get; }

    /// <summary>The files under the folder in ordinal order of their paths; for a single file, that file alone.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The first bytes of the file, at most 1,024; empty for a folder.</summary>
    public byte[] Start { get; }

    /// <summary>Lists a folder, unpacks an archive, or looks into a file.</summary>
    /// <param name="path">The file, folder or archive.</param>
    /// <param name="maximumBytes">The most bytes that an archive may unpack to. Default 4 GiB.</param>
    /// <exception cref="RecordingException">
    /// Nothing is there; the file is empty, a pipe or a device; a link in the folder leads out of it; or the archive is damaged, holds
    /// what no archive of recordings holds (paths that lead out of it, links, the same file twice), or unpacks to too much.
    /// </exception>
    public static RecordingSource Open(string path, long maximumBytes = 4L << 30)
    {
        if (Directory.Exists(path))
        {
            return new RecordingSource(path, NameOf(path), isFolder: true, FolderListing.List(path), []);
        }

        if (!File.Exists(path))
        {
            throw new RecordingException($"'{path}' must be a file or a folder, but nothing is there. Check the path.");
        }

        RecordingSource file = OpenSingle(SourceFile.Of(System.IO.Path.GetFileName(path), path));
        if (ArchiveFormats.Of(file) is not { } format)
        {
            return file;
        }

        UnpackedArchive archive = UnpackedArchive.Unpack(file, format, maximumBytes);
        return new RecordingSource(path, file.Name, isFolder: true, archive.Files, [], archive);
    }

    /// <summary>Opens a file; nothing is waited for where it is a pipe that nobody writes to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">What messages call it; null for its name.</param>
    /// <exception cref="RecordingException">It is empty, a pipe or a device.</exception>
    public static FileStream OpenFile(string path, string? shown = null)
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

        throw new RecordingException($"'{Text.Shown(shown ?? System.IO.Path.GetFileName(path))}' must be a file with something in it, but the file is empty, or is a pipe or a device. Save it anew as a file, or leave it out.");
    }

    /// <summary>A listed file as a source of its own; an archive stays one file.</summary>
    public static RecordingSource OpenSingle(SourceFile listed)
    {
        using FileStream file = OpenFile(listed.LocalPath, listed.Path);
        var start = new byte[StartBytes];
        int read = file.ReadAtLeast(start, StartBytes, throwOnEndOfStream: false);
        return new RecordingSource(listed.LocalPath, listed.Name, isFolder: false, [listed with { Path = listed.Name }], start[..read]);
    }

    /// <summary>Whether the single file begins with these bytes.</summary>
    public bool StartsWith(ReadOnlySpan<byte> mark) => Start.AsSpan().StartsWith(mark);

    /// <summary>The file at a path within the source; null where there is none. Case matters.</summary>
    public SourceFile? Find(string path) => _byPath.Value.GetValueOrDefault(path);

    /// <summary>Opens a file of the source to be read once, from its start.</summary>
    /// <exception cref="RecordingException">It is empty, or no longer what it was when the source was opened; also at its end, where it changed while it was read.</exception>
    public Stream Open(SourceFile file) => new UnchangingStream(OpenFile(LocalPath(file), file.Path), file);

    /// <summary>A file of the file system with the content of a file of the source, there until the source is disposed.</summary>
    /// <exception cref="RecordingException">It is no longer what it was when the source was opened.</exception>
    public string LocalPath(SourceFile file)
    {
        file.CheckUnchanged();
        _handedOut.Add(file);
        return file.LocalPath;
    }

    /// <summary>One file of the source as a source of its own, for a reader of single files. It needs not be disposed, and lives as long as this.</summary>
    public RecordingSource Only(SourceFile file)
    {
        LocalPath(file);
        return OpenSingle(file);
    }

    /// <summary>What lies under a folder of the source, with paths from there. The view needs not be disposed, and lives as long as this.</summary>
    /// <param name="folder">A path with <c>/</c> between its parts and none at its end.</param>
    public RecordingSource Below(string folder)
    {
        SourceFile[] files = [.. Files
            .Where(file => file.Path.Length > folder.Length && file.Path[folder.Length] == '/' && file.Path.StartsWith(folder, StringComparison.Ordinal))
            .Select(file => file with { Path = file.Path[(folder.Length + 1)..] })];
        return new RecordingSource(Path, $"{Name}/{folder}", isFolder: true, files, []) { _handedOut = _handedOut };
    }

    /// <summary>The source, and, while all its folders lie in one at the top, what lies under that: layouts are looked for in each, so that the folder around a data set may be named too.</summary>
    public IEnumerable<RecordingSource> Tops()
    {
        RecordingSource top = this;
        yield return top;
        for (int depth = 1; depth < DeepestTop && top.OnlyFolder() is { } folder; depth++)
        {
            top = top.Below(folder);
            yield return top;
        }
    }

    /// <summary>The files that lie beside a single file, as a folder; what lies in folders is not looked at, and links are left out.</summary>
    public RecordingSource Beside()
    {
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        return new RecordingSource(folder, NameOf(folder), isFolder: true, FolderListing.ListTop(folder), []);
    }

    /// <summary>Checks that no file that was opened or handed out by its local path has changed since.</summary>
    /// <exception cref="RecordingException">One did.</exception>
    public void CheckUnchanged()
    {
        foreach (SourceFile file in _handedOut)
        {
            file.CheckUnchanged();
        }
    }

    /// <summary>Gives back what the source holds: the files of an archive are removed.</summary>
    public void Dispose() => _archive?.Dispose();

    private static string NameOf(string path) => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));

    private string? OnlyFolder()
    {
        string? only = null;
        foreach (SourceFile file in Files)
        {
            int slash = file.Path.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0)
            {
                continue;
            }

            if (only is null)
            {
                only = file.Path[..slash];
            }
            else if (slash != only.Length || !file.Path.StartsWith(only, StringComparison.Ordinal))
            {
                return null;
            }
        }

        return only;
    }
}
