namespace Microsoft.ML.Data;

/// <summary>Several files.</summary>
public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    /// <summary>The files at some paths.</summary>
    public MultiFileSource(params string[] paths)
        => _paths = [.. (paths ?? []).Select(path => Check.NonEmpty(path, nameof(paths)))];

    /// <summary>How many there are.</summary>
    public int Count => _paths.Length;

    /// <summary>The path of a file.</summary>
    public string GetPathOrNull(int index)
    {
        Check.Param(index >= 0 && index < Count, nameof(index), "There is no such file.");
        return _paths[index];
    }

    /// <summary>Opens a file.</summary>
    public Stream Open(int index) => File.OpenRead(GetPathOrNull(index));

    /// <summary>Opens a file as text.</summary>
    public TextReader OpenTextReader(int index) => new StreamReader(GetPathOrNull(index));
}
