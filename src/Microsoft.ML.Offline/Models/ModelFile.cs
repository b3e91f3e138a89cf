using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>The model file: a zip archive with a format number, the input schema if there is one, and the parts.</summary>
internal static class ModelFile
{
    private const string FormatEntry = "Format";
    private const string SchemaEntry = "Schema";
    private const string ModelEntry = "Model";
    private const string FormatName = "Microsoft.ML.Offline";
    private const int FormatVersion = 1;

    public static void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        var node = ModelSaveContext.Save(model);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Write(archive, FormatEntry, writer =>
        {
            writer.Write(FormatName);
            writer.Write(FormatVersion);
        });
        if (inputSchema != null)
            Write(archive, SchemaEntry, writer => ValueFormat.WriteSchema(writer, inputSchema));
        Write(archive, ModelEntry, node.Write);
    }

    /// <exception cref="FormatException">It is no model file, a damaged one, or one of a newer format.</exception>
    public static (ITransformer Model, DataViewSchema InputSchema) Load(Stream stream, ComponentCatalog catalog)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            Read(archive, FormatEntry, CheckFormat);
            var schema = archive.GetEntry(SchemaEntry) == null ? null : Read(archive, SchemaEntry, ValueFormat.ReadSchema);
            return (ModelParts.Load(Read(archive, ModelEntry, r => ModelNode.Read(r)), catalog), schema);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            throw new FormatException("The model file is damaged.", e);
        }
    }

    private static void Write(ZipArchive archive, string name, Action<BinaryWriter> write)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the same model gives the same bytes
        using var writer = new BinaryWriter(entry.Open());
        write(writer);
    }

    private static T Read<T>(ZipArchive archive, string name, Func<BinaryReader, T> read)
    {
        var entry = archive.GetEntry(name) ?? throw new FormatException($"The file is no model of {FormatName}: it has no entry '{name}'. Models that the Microsoft.ML package has written are loaded with that package.");
        using var bytes = new MemoryStream();
        using (var content = entry.Open())
            content.CopyTo(bytes);
        bytes.Position = 0;
        using var reader = new BinaryReader(bytes);
        return read(reader);
    }

    private static bool CheckFormat(BinaryReader reader)
    {
        Check.Decode(reader.ReadString() == FormatName, $"The file is no model of {FormatName}.");
        var version = reader.ReadInt32();
        Check.Decode(version == FormatVersion, string.Create(CultureInfo.InvariantCulture, $"The model is of format version {version}; this version reads {FormatVersion}."));
        return true;
    }
}
