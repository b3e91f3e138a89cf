using System.Text.Json.Serialization;

namespace DiTMoS.Experiments.Records;

/// <summary>How runs are written and, strictly, read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(SixDigits), typeof(FourDigits)])]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(StrongNotes))]
internal sealed partial class RunJson : JsonSerializerContext;
