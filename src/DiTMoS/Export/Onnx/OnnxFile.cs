using DiTMoS.Export.Onnx.Schema;
using Google.Protobuf;

namespace DiTMoS.Export.Onnx;

/// <summary>Reads ONNX files, whoever wrote them, as messages.</summary>
internal static class OnnxFile
{
    private static readonly MessageParser<ModelProto> Parser = ModelProto.Parser.WithDiscardUnknownFields(true);

    /// <summary>The messages of a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="OnnxFileException">The bytes are no ONNX model, or end too early.</exception>
    public static ModelProto Parse(ReadOnlySpan<byte> file, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ModelProto model;
        try
        {
            model = Parser.ParseFrom(file);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or ArgumentException)
        {
            throw Refused(name, $"{file.Length} bytes that are not: {e.Message.TrimEnd('.')}", e);
        }

        return model.Graph is null ? throw Refused(name, $"{file.Length} bytes without a graph", null) : model;
    }

    /// <summary>The value of a metadata entry; null where there is none.</summary>
    public static string? Metadata(this ModelProto model, string key) => model.MetadataProps.FirstOrDefault(entry => entry.Key == key)?.Value;

    private static OnnxFileException Refused(string name, string found, Exception? inner) =>
        OnnxFileException.For(name, "must be an ONNX model", found, "Export it again, or name another file", inner);
}
