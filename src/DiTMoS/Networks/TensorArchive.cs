using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DiTMoS.Networks;

/// <summary>The container of model files, network files and training checkpoints: a JSON document and named tensors.</summary>
/// <remarks>
/// A zip with stored entries: <c>manifest.json</c>, <c>tensors/000.bin</c> and so on, <c>manifest.sha256</c>. The manifest
/// holds a SHA-256 of every tensor, the last entry that of the manifest. The same content makes the same bytes.
/// </remarks>
internal sealed class TensorArchive
{
    /// <summary>The format version that is written, and the newest that is read.</summary>
    public const int FormatVersion = 1;

    private const string FormatName = "ditmos";
    private const string ManifestEntry = "manifest.json";
    private const string DigestEntry = "manifest.sha256";
    private const int MaximumManifestBytes = 1 << 25;
    private const string Intact = "Use an intact copy of the file, or make it again";

    private readonly Dictionary<string, ArchiveTensor> _unread = new(StringComparer.Ordinal);

    /// <summary>Puts an archive together.</summary>
    /// <param name="kind">What it is, such as <c>model</c>.</param>
    /// <param name="document">What it says beside its tensors.</param>
    /// <param name="tensors">Its tensors; names differ.</param>
    public TensorArchive(string kind, JsonElement document, IReadOnlyList<ArchiveTensor> tensors)
        : this(kind, document, tensors, "(not saved)")
    {
    }

    private TensorArchive(string kind, JsonElement document, IReadOnlyList<ArchiveTensor> tensors, string file)
    {
        Kind = kind;
        Document = document;
        Tensors = tensors;
        File = file;
        foreach (ArchiveTensor tensor in tensors)
        {
            _unread.Add(tensor.Name, tensor);
        }
    }

    /// <summary>What the archive is, such as <c>model</c>.</summary>
    public string Kind { get; }

    /// <summary>What the archive says beside its tensors.</summary>
    public JsonElement Document { get; }

    /// <summary>All tensors, in the order of the file.</summary>
    public IReadOnlyList<ArchiveTensor> Tensors { get; }

    /// <summary>What the file is called in messages.</summary>
    public string File { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kinds">What it may be, such as <c>model</c>.</param>
    /// <exception cref="ModelFileException">The file cannot be read, is no archive of these kinds, or is not whole.</exception>
    public static TensorArchive Load(string path, params string[] kinds)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            long length = new FileInfo(path).Length;            // before opening: pipes and devices have none, and would block
            RequireLength(length, path);
            bytes = length == 0 ? [] : ReadFile(path, (int)length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw ModelFileException.For(path, "must be a file that can be read", e.Message.TrimEnd('.'), "Check the path and the permissions", e);
        }

        return Parse(bytes, path, kinds);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="kinds">What it may be, such as <c>model</c>.</param>
    /// <exception cref="ModelFileException">The stream cannot be read, is no archive of these kinds, or is not whole.</exception>
    public static TensorArchive Load(Stream stream, string name, params string[] kinds)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        using var copy = new MemoryStream();
        try
        {
            var chunk = new byte[1 << 16];
            int read;
            while ((read = stream.Read(chunk)) > 0)
            {
                copy.Write(chunk, 0, read);
                RequireLength(copy.Length, name);
            }
        }
        catch (IOException e)
        {
            throw ModelFileException.For(name, "must be a stream that can be read", e.Message.TrimEnd('.'), "Read from another source", e);
        }

        return Parse(copy.GetBuffer().AsMemory(0, (int)copy.Length), name, kinds);
    }

    /// <summary>Reads an archive from memory; the tensors are slices of <paramref name="bytes"/>.</summary>
    /// <exception cref="ModelFileException">The bytes are no archive of these kinds, or not a whole one.</exception>
    public static TensorArchive Parse(ReadOnlyMemory<byte> bytes, string file, params string[] kinds)
    {
        List<(string Name, ReadOnlyMemory<byte> Content)> entries = StoredZip.Read(bytes, file);
        RequireEntry(entries[0].Name, ManifestEntry, file);
        RequireEntry(entries[^1].Name, DigestEntry, file);
        ReadOnlyMemory<byte> manifestBytes = entries[0].Content;
        if (!entries[^1].Content.Span.SequenceEqual(Digest(manifestBytes.Span)))
        {
            throw ModelFileException.For(file, $"'{DigestEntry}' must hold the SHA-256 of '{ManifestEntry}'", "another one: the file was altered", Intact);
        }

        ArchiveManifest manifest = ParseManifest(manifestBytes, file);
        if (!kinds.Contains(manifest.Kind))
        {
            throw ModelFileException.For(
                file,
                $"must be of the kind {string.Join(" or ", kinds.Select(kind => $"'{kind}'"))}",
                ModelFileException.Quote(manifest.Kind),
                "Pass a file of the right kind, or open this one with what reads its kind");
        }

        if (manifest.Tensors.Count != entries.Count - 2)
        {
            throw ModelFileException.For(file, $"must hold the {manifest.Tensors.Count} tensors of its manifest", $"{entries.Count - 2}", Intact);
        }

        var tensors = new List<ArchiveTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < manifest.Tensors.Count; i++)
        {
            (string entryName, ReadOnlyMemory<byte> content) = entries[i + 1];
            RequireEntry(entryName, TensorEntry(i), file);
            ArchiveTensor tensor = ParseTensor(manifest.Tensors[i], entryName, content, file);
            if (!names.Add(tensor.Name))
            {
                throw ModelFileException.For(file, "must name every tensor once", $"{ModelFileException.Quote(tensor.Name)} twice", Intact);
            }

            tensors.Add(tensor);
        }

        return new TensorArchive(manifest.Kind, manifest.Document, tensors, file);
    }

    /// <summary>Writes the file whole or not at all; a file that was there before is replaced.</summary>
    /// <exception cref="ModelFileException">A value is not finite, or the file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = ToBytes(path);
        try
        {
            AtomicFile.Write(path, stream => stream.Write(bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw ModelFileException.For(path, "must be a file that can be written", e.Message.TrimEnd('.'), "Check the folder, its permissions and the space that is left", e);
        }
    }

    /// <summary>The file's bytes.</summary>
    /// <param name="file">What the file is called in messages.</param>
    /// <exception cref="ModelFileException">A value is not finite; the message names the tensor.</exception>
    public byte[] ToBytes(string file)
    {
        foreach (ArchiveTensor tensor in Tensors)
        {
            RequireFinite(tensor, file, "Training diverged: train again with a lower learning rate");
        }

        var manifest = new ArchiveManifest
        {
            Format = FormatName,
            Version = FormatVersion,
            Kind = Kind,
            Document = Document,
            Tensors = [.. Tensors.Select((tensor, i) => new ArchiveManifest.Entry
            {
                Name = tensor.Name,
                Type = tensor.Type,
                Shape = tensor.Shape,
                File = TensorEntry(i),
                Bytes = tensor.Content.Length,
                Sha256 = Hash(tensor.Content.Span),
            })],
        };
        byte[] manifestBytes = JsonSerializer.SerializeToUtf8Bytes(manifest, ModelJson.Default.ArchiveManifest);
        RequireManifestLength(manifestBytes.Length, file);
        return StoredZip.Write(
            [
                (ManifestEntry, manifestBytes),
                .. Tensors.Select((tensor, i) => (TensorEntry(i), tensor.Content)),
                (DigestEntry, Digest(manifestBytes)),
            ],
            file);
    }

    /// <summary>The document, as <typeparamref name="T"/>.</summary>
    /// <exception cref="ModelFileException">The document has other members, or members of other types.</exception>
    public T ReadDocument<T>(JsonTypeInfo<T> type)
        where T : class => FromJson(Document, type, "document", File);

    /// <summary>Takes one tensor out; each can be taken once, so that <see cref="RequireAllTaken"/> finds those that nobody asked for.</summary>
    /// <exception cref="ModelFileException">There is none of this name, type and shape.</exception>
    public ArchiveTensor Take(string name, TensorType type, IReadOnlyList<int> shape)
    {
        if (!_unread.Remove(name, out ArchiveTensor? tensor))
        {
            throw ModelFileException.For(File, $"must hold the tensor '{name}'", "none", Intact);
        }

        if (tensor.Type != type || !tensor.Shape.SequenceEqual(shape))
        {
            throw ModelFileException.For(
                File,
                $"tensor '{name}' must be {type} [{string.Join(", ", shape)}]",
                $"{tensor.Type} [{string.Join(", ", tensor.Shape)}]",
                Intact);
        }

        return tensor;
    }

    /// <summary>Refuses tensors that nobody took.</summary>
    /// <exception cref="ModelFileException">There is one.</exception>
    public void RequireAllTaken()
    {
        if (_unread.Count > 0)
        {
            throw ModelFileException.For(File, "must hold no tensors beside those of its networks", ModelFileException.Quote(_unread.Keys.Order(StringComparer.Ordinal).First()), Intact);
        }
    }

    /// <summary>The SHA-256 of some bytes, as 64 lower-case hexadecimal digits.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] ReadFile(string path, int length)
    {
        using FileStream stream = System.IO.File.OpenRead(path);
        var bytes = new byte[length];
        int read = stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return bytes[..read];
    }

    private static ArchiveManifest ParseManifest(ReadOnlyMemory<byte> bytes, string file)
    {
        RequireManifestLength(bytes.Length, file);
        JsonElement root;
        int number;
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            root = document.RootElement.Clone();
            number = VersionOf(root);                           // before everything else: a newer version may have other members
        }
        catch (Exception e) when (IsJsonFault(e))
        {
            throw ModelFileException.For(file, $"'{ManifestEntry}' must be JSON", ModelFileException.Quote(e.Message.TrimEnd('.')), Intact, e);
        }

        if (number < 1)
        {
            throw ModelFileException.For(file, $"'{ManifestEntry}' must say \"format\": \"{FormatName}\" and a version", "something else", "Pass a file that this library saved");
        }

        if (number > FormatVersion)
        {
            throw ModelFileException.For(
                file,
                $"must have a format version of at most {FormatVersion}",
                $"version {number}: it was made by a newer version of this library",
                "Update the library");
        }

        return FromJson(root, ModelJson.Default.ArchiveManifest, $"'{ManifestEntry}'", file);
    }

    /// <summary>The format version; 0 where there is none, or another format.</summary>
    private static int VersionOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("format", out JsonElement format)
        && format.ValueKind == JsonValueKind.String
        && format.ValueEquals(FormatName)
        && root.TryGetProperty("version", out JsonElement version)
        && version.ValueKind == JsonValueKind.Number
        && version.TryGetInt32(out int number)
            ? number
            : 0;

    private static T FromJson<T>(JsonElement json, JsonTypeInfo<T> type, string part, string file)
        where T : class
    {
        try
        {
            return json.Deserialize(type) ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (IsJsonFault(e) || e is DiTMoSException)
        {
            throw ModelFileException.For(file, $"{part} must have the members of its format", ModelFileException.Quote(e.Message.TrimEnd('.')), Intact, e);
        }
    }

    private static ArchiveTensor ParseTensor(ArchiveManifest.Entry? entry, string entryName, ReadOnlyMemory<byte> content, string file)
    {
        if (entry is null || string.IsNullOrEmpty(entry.Name) || !Enum.IsDefined(entry.Type) || entry.File != entryName)
        {
            throw ModelFileException.For(
                file,
                $"the manifest must give a name, a type and the file '{entryName}' for this tensor",
                entry is null ? "null" : ModelFileException.Quote($"{entry.Name}, {entry.Type}, {entry.File}"),
                Intact);
        }

        string name = ModelFileException.Quote(entry.Name);
        long count = ArchiveTensor.CountOf(entry.Shape);
        if (count < 0 || count * ArchiveTensor.BytesOf(entry.Type) != content.Length || entry.Bytes != content.Length)
        {
            throw ModelFileException.For(
                file,
                $"tensor {name} must have the bytes of its shape",
                $"{content.Length} bytes in '{entryName}', {entry.Bytes} declared, for {ModelFileException.Quote($"{entry.Type} [{string.Join(", ", entry.Shape)}]")}",
                Intact);
        }

        string hash = Hash(content.Span);
        if (entry.Sha256 != hash)
        {
            throw ModelFileException.For(file, $"tensor {name} must have the SHA-256 {ModelFileException.Quote(entry.Sha256)}", $"'{hash}': the file was altered", Intact);
        }

        var tensor = new ArchiveTensor(entry.Name, entry.Type, entry.Shape, content);
        RequireFinite(tensor, file, Intact);
        return tensor;
    }

    private static void RequireFinite(ArchiveTensor tensor, string file, string wayOut)
    {
        int index = tensor.IndexOfNonFinite();
        if (index >= 0)
        {
            throw ModelFileException.For(file, $"tensor {ModelFileException.Quote(tensor.Name)} must hold finite numbers", $"NaN or infinity as value {index}", wayOut);
        }
    }

    private static void RequireEntry(string name, string expected, string file)
    {
        if (name != expected)
        {
            throw ModelFileException.For(
                file,
                $"must hold '{ManifestEntry}', its tensors and '{DigestEntry}', in this order and nothing else",
                $"{ModelFileException.Quote(name)} in the place of '{expected}'",
                Intact);
        }
    }

    private static void RequireLength(long bytes, string file)
    {
        if (bytes > StoredZip.MaximumBytes)
        {
            throw ModelFileException.For(file, $"must have at most {StoredZip.MaximumBytes} bytes", $"{bytes} or more", "Pass a file that this library saved");
        }
    }

    private static void RequireManifestLength(int bytes, string file)
    {
        if (bytes > MaximumManifestBytes)
        {
            throw ModelFileException.For(file, $"'{ManifestEntry}' must have at most {MaximumManifestBytes} bytes", $"{bytes}", "Keep fewer rows and epochs in the training record");
        }
    }

    private static bool IsJsonFault(Exception e) =>
        e is JsonException or FormatException or InvalidOperationException or ArgumentException or NotSupportedException or OverflowException;

    private static string TensorEntry(int index) => string.Create(CultureInfo.InvariantCulture, $"tensors/{index:000}.bin");

    private static byte[] Digest(ReadOnlySpan<byte> manifest) => Encoding.ASCII.GetBytes($"{Hash(manifest)}  {ManifestEntry}\n");
}
