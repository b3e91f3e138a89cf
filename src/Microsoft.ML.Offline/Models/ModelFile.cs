using System.IO.Compression;
using System.Security.Cryptography;

namespace Microsoft.ML;

/// <summary>The model file: a zip archive with the format and a checksum, the input schema if there is one, and the parts.</summary>
internal static class ModelFile
{
    private const string FormatEntry = "Format";
    private const string SchemaEntry = "Schema";
    private const string ModelEntry = "Model";
    private const string FormatName = "Microsoft.ML.Offline";
    private const int FormatVersion = 1;

    public static void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        var schema = inputSchema == null ? null : Bytes(writer => ValueFormat.WriteSchema(writer, inputSchema));
        var parts = Bytes(ModelSaveContext.Save(model).Write);
        var format = Bytes(writer =>
        {
            writer.Write(FormatName);
            writer.Write(FormatVersion);
            writer.Write(schema != null);
            writer.Write(Checksum(schema, parts));
        });

        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Write(archive, FormatEntry, format);
        Write(archive, ModelEntry, parts);
        if (schema != null)
            Write(archive, SchemaEntry, schema);
    }

    /// <exception cref="FormatException">It is no model file, a damaged one, or one of a newer format.</exception>
    public static (ITransformer Model, DataViewSchema InputSchema) Load(Stream stream, ComponentCatalog catalog)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            using var format = Reader(Read(archive, FormatEntry));
            CheckFormat(format);
            var schema = format.ReadBoolean() ? Read(archive, SchemaEntry) : null;
            var parts = Read(archive, ModelEntry);
            Check.Decode(format.ReadBytes(SHA256.HashSizeInBytes).AsSpan().SequenceEqual(Checksum(schema, parts)), "The model file is damaged: its checksum does not fit.");

            using var reader = Reader(parts);
            return (ModelParts.Load(ModelNode.Read(reader), catalog), schema == null ? null : ReadSchema(schema));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException)
        {
            throw new FormatException("The model file is damaged.", e);
        }
    }

    private static DataViewSchema ReadSchema(byte[] bytes)
    {
        using var reader = Reader(bytes);
        return ValueFormat.ReadSchema(reader);
    }

    private static byte[] Checksum(byte[] schema, byte[] parts) => SHA256.HashData([.. schema ?? [], .. parts]);

    private static BinaryReader Reader(byte[] bytes) => new(new MemoryStream(bytes));

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            write(writer);
        return stream.ToArray();
    }

    private static void Write(ZipArchive archive, string name, byte[] bytes)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the same model gives the same bytes
        using var content = entry.Open();
        content.Write(bytes);
    }

    private static byte[] Read(ZipArchive archive, string name)
    {
        var entry = archive.GetEntry(name)
            ?? throw new FormatException($"The file is no model of {FormatName}: it has no entry '{name}'. Models that the Microsoft.ML package has written are loaded with that package.");
        using var bytes = new MemoryStream();
        using (var content = entry.Open())
            content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void CheckFormat(BinaryReader format)
    {
        Check.Decode(format.ReadString() == FormatName, $"The file is no model of {FormatName}.");
        var version = format.ReadInt32();
        Check.Decode(version == FormatVersion, string.Create(CultureInfo.InvariantCulture, $"The model is of format version {version}; this version reads {FormatVersion}."));
    }
}
