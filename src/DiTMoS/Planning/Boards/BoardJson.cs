using System.Text.Json.Serialization;

namespace DiTMoS.Planning.Boards;

/// <summary>How boards are read from JSON, and written.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(Board))]
internal sealed partial class BoardJson : JsonSerializerContext;
