using System.Text.Json.Serialization;

namespace DiTMoS.Tool.Figures;

/// <summary>How figures of a verification become JSON: what was not run is not there.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VerificationFigures))]
internal sealed partial class VerificationJson : JsonSerializerContext;
