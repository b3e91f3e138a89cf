using System.Text.Json.Serialization;

namespace DiTMoS.Networks;

/// <summary>How the JSON of model files is written and, strictly, read; generated, so that trimmed programs keep it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ArchiveManifest))]
[JsonSerializable(typeof(ModelDocument))]
[JsonSerializable(typeof(NetworkDocument))]
[JsonSerializable(typeof(EnsembleDocument))]
internal sealed partial class ModelJson : JsonSerializerContext;
