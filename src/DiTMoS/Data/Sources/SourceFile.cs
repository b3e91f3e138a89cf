namespace DiTMoS.Data.Sources;

/// <summary>One file of a source.</summary>
/// <param name="Path">Its place in the source, with <c>/</c> between the parts: <c>RawData/labels.txt</c>; the name alone for a source that is a single file.</param>
/// <param name="Length">Its size in bytes, unpacked.</param>
internal sealed record SourceFile(string Path, long Length)
{
    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The path of the folder that the file lies in, without a slash at its end; empty at the top.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash and >= 0 ? Path[..slash] : "";

    /// <summary>Where the file system has its content.</summary>
    public string LocalPath { get; init; } = "";

    /// <summary>When it was last written, as listed; null where only this process writes it.</summary>
    public DateTime? WrittenUtc { get; init; }

    /// <summary>Lists a file of the file system as it is now.</summary>
    public static SourceFile Of(string path, string localPath)
    {
        var info = new FileInfo(localPath);
        return new SourceFile(path, info.Length) { LocalPath = localPath, WrittenUtc = info.LastWriteTimeUtc };
    }

    /// <summary>Checks that the file is still what it was when it was listed.</summary>
    /// <exception cref="RecordingException">Its size or the time of its last change differ, or it is gone.</exception>
    public void CheckUnchanged()
    {
        if (WrittenUtc is not { } written)
        {
            return;
        }

        var now = new FileInfo(LocalPath);
        if (!now.Exists)
        {
            throw new RecordingException($"'{Text.Shown(Path)}' was removed while the recordings were read. Read them again when they no longer change.");
        }

        if (now.LinkTarget is not null && now.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
        {
            now = target;
        }

        if (now.Length != Length || now.LastWriteTimeUtc != written)
        {
            throw new RecordingException($"'{Text.Shown(Path)}' changed while the recordings were read: it had {Length} bytes and has {now.Length} now. Read them again when it is no longer written to.");
        }
    }
}
