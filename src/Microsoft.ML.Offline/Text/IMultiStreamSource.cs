namespace Microsoft.ML.Data;

/// <summary>Several streams, such as files.</summary>
public interface IMultiStreamSource
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>The path of a stream, or null if it is no file.</summary>
    string GetPathOrNull(int index);

    /// <summary>Opens a stream.</summary>
    Stream Open(int index);

    /// <summary>Opens a stream as text.</summary>
    TextReader OpenTextReader(int index);
}
