using System.Text.Json.Serialization;
using DiTMoS.Data.Features;

namespace DiTMoS.Tool.Arguments;

/// <summary>How parameters of feature steps are read: by the names that a model file has for them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(FeatureStep))]
internal sealed partial class FeatureJson : JsonSerializerContext;
