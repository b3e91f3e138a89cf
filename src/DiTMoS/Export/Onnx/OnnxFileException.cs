using DiTMoS.Data;

namespace DiTMoS.Export.Onnx;

/// <summary>An ONNX file is truncated, altered, or holds what is not understood here.</summary>
public sealed class OnnxFileException : DiTMoSException
{
    /// <inheritdoc/>
    public OnnxFileException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The error that names the file, the rule, the value found and the way out.</summary>
    internal static OnnxFileException For(string file, string rule, string found, string wayOut, Exception? inner = null) =>
        new($"File '{Text.Shown(file)}': {rule}. Got {found}. {wayOut}.", inner);
}
