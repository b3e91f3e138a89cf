using System.Text;
using System.Text.Json;
using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Export.Manifest;

/// <summary>Writes and reads <c>manifest.json</c>.</summary>
internal static class ManifestFile
{
    private const int MaximumBytes = 1 << 25;
    private const string WayOut = "Deploy the model again";
    private static readonly string NoDigest = new('0', 64);

    /// <summary>A manifest as bytes, with its digest; the same manifest gives the same bytes.</summary>
    public static byte[] ToBytes(DeploymentManifest manifest) => Serialize(manifest with { Digest = DigestOf(manifest) });

    /// <summary>Reads the manifest of a folder.</summary>
    /// <exception cref="DeploymentException">There is none, it is of a newer version, or it was altered.</exception>
    public static DeploymentManifest Load(string folder)
    {
        string path = Path.Combine(folder, DeploymentManifest.FileName);
        byte[] bytes;
        try
        {
            long length = new FileInfo(path).Length;
            bytes = length is > 0 and <= MaximumBytes
                ? File.ReadAllBytes(path)
                : throw DeploymentException.For(path, $"must have 1 to {MaximumBytes} bytes", $"{length}", WayOut);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DeploymentException.For(path, "must be a file that can be read", e.Message.TrimEnd('.'), "Name a folder that 'ditmos deploy' wrote", e);
        }

        return Parse(bytes, path);
    }

    /// <summary>The files of a deployment as its manifest names them, itself included, whatever its version and digest; empty for a folder that is none.</summary>
    public static IReadOnlySet<string> FilesOf(string folder)
    {
        string path = Path.Combine(folder, DeploymentManifest.FileName);
        if (!File.Exists(path) || new FileInfo(path).Length is 0 or > MaximumBytes)
        {
            return new HashSet<string>();
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return FormatOf(root) == DeploymentManifest.FormatName && root.TryGetProperty("files", out JsonElement files) && files.ValueKind == JsonValueKind.Object
                ? files.EnumerateObject().Select(file => file.Name).Append(DeploymentManifest.FileName).ToHashSet(StringComparer.Ordinal)
                : new HashSet<string>();
        }
        catch (JsonException)
        {
            return new HashSet<string>();
        }
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="path">What the file is called in messages.</param>
    /// <exception cref="DeploymentException">It is no manifest, of a newer version, was altered, or breaks <see cref="ManifestRules"/>.</exception>
    public static DeploymentManifest Parse(byte[] bytes, string path)
    {
        DeploymentManifest manifest;
        try
        {
            RequireVersion(bytes, path);
            manifest = JsonSerializer.Deserialize(bytes, ManifestJson.Default.DeploymentManifest) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw DeploymentException.For(path, "must be a manifest", Text.Shown(e.Message.TrimEnd('.')), WayOut, e);
        }

        string found = DigestOf(manifest);
        if (manifest.Digest != found)
        {
            throw DeploymentException.For(path, $"must have the digest {Text.Shown(manifest.Digest)} that it names", $"{found}: it was altered", WayOut);
        }

        ManifestRules.Check(manifest, path);
        return manifest;
    }

    private static void RequireVersion(byte[] bytes, string path)
    {
        using JsonDocument document = JsonDocument.Parse(bytes);
        JsonElement root = document.RootElement;
        string? format = FormatOf(root);
        if (format != DeploymentManifest.FormatName)
        {
            throw DeploymentException.For(path, $"must be of the format {DeploymentManifest.FormatName}", Text.Shown(format ?? "none"), WayOut);
        }

        if (!root.TryGetProperty("version", out JsonElement version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number is < 1 or > DeploymentManifest.NewestVersion)
        {
            throw DeploymentException.For(path, $"must be of a version from 1 to {DeploymentManifest.NewestVersion}", Text.Shown(version.ToString()), "Use a newer version of this library, or deploy the model again");
        }
    }

    private static string? FormatOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    private static string DigestOf(DeploymentManifest manifest) => TensorArchive.Hash(Serialize(manifest with { Digest = NoDigest }));

    private static byte[] Serialize(DeploymentManifest manifest) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(manifest, ManifestJson.Default.DeploymentManifest) + "\n");
}
