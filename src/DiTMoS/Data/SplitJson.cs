using System.Text.Json.Serialization;

namespace DiTMoS.Data;

/// <summary>How the JSON of split files is written and, strictly, read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(SplitDocument))]
internal sealed partial class SplitJson : JsonSerializerContext;
