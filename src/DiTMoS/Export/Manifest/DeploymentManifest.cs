using System.Text.Json.Serialization;

namespace DiTMoS.Export.Manifest;

/// <summary>How the files of a deployment make one inference: <c>manifest.json</c>. Its JSON Schema is <c>docs/manifest.schema.json</c>.</summary>
internal sealed record DeploymentManifest
{
    /// <summary>What every such file says in <see cref="Format"/>.</summary>
    public const string FormatName = "ditmos-deployment";

    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int NewestVersion = 1;

    /// <summary>The file's name in its folder.</summary>
    public const string FileName = "manifest.json";

    public string Format { get; init; } = FormatName;

    public int Version { get; init; } = NewestVersion;

    /// <summary>SHA-256 of the manifest as it is with 64 zeros here.</summary>
    public required string Digest { get; init; }

    public required ManifestModel Model { get; init; }

    public required ManifestInput Input { get; init; }

    /// <summary>The K classes, in the order of the scores.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    public required ManifestBoard Board { get; init; }

    public required ManifestPlan Plan { get; init; }

    /// <summary>The three strategies side by side.</summary>
    public required IReadOnlyList<ManifestComparison> Compared { get; init; }

    /// <summary>The networks whole: the selector, then the classifiers.</summary>
    public required IReadOnlyList<ManifestNetwork> Networks { get; init; }

    /// <summary>The slices of all networks, in the order in which they run; of the classifiers only the chosen one's.</summary>
    public required IReadOnlyList<ManifestSlice> Slices { get; init; }

    /// <summary>All buffers, in the order in which they are written.</summary>
    public required IReadOnlyList<ManifestBuffer> Buffers { get; init; }

    /// <summary>How the C code makes decisions of samples; null, and then not written, where it was not asked to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestStream? Stream { get; init; }

    /// <summary>The windows to verify with, and what the engine says of them; null where there are none.</summary>
    [JsonRequired]
    public ManifestVerification? Verification { get; init; }

    /// <summary>SHA-256 of every other file of the folder, by its path with forward slashes.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}
