using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiTMoS.Data;

/// <summary>A front end as JSON, with the names that model files use; read strictly, and generated, so that trimmed programs keep it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FrontEnd))]
internal sealed partial class FrontEndJson : JsonSerializerContext
{
    /// <summary>The front end as text.</summary>
    public static string Write(FrontEnd frontEnd) => JsonSerializer.Serialize(frontEnd, Default.FrontEnd);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>The front end, or what is wrong with the text.</returns>
    public static (FrontEnd? FrontEnd, string? Problem) Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Default.FrontEnd) is { } frontEnd ? (frontEnd, null) : (null, "it is null");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return (null, error.Message);
        }
    }
}
