using System.Text.Json.Serialization;

namespace DiTMoS.Training.Baselines;

/// <summary>Serialisation of <see cref="BaselineOptions"/> without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BaselineOptions))]
internal sealed partial class BaselineOptionsJson : JsonSerializerContext;
