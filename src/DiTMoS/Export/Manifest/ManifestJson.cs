using System.Text.Json.Serialization;

namespace DiTMoS.Export.Manifest;

/// <summary>How manifests are written and, strictly, read; generated, so that trimmed programs keep it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(DeploymentManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
