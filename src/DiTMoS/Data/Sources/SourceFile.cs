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
}
