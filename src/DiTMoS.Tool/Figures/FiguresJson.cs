using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DiTMoS.Data.Catalogue;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Figures;

/// <summary>How figures become JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EvaluationFigures))]
[JsonSerializable(typeof(InspectionFigures))]
[JsonSerializable(typeof(DataCheckFigures))]
[JsonSerializable(typeof(DataSplitFigures))]
[JsonSerializable(typeof(DatasetCard[]))]
internal sealed partial class FiguresJson : JsonSerializerContext
{
    /// <summary>Writes a JSON file, where one was asked for.</summary>
    public static void Write<T>(string? path, T figures, JsonTypeInfo<T> type)
    {
        if (path is not null)
        {
            OutputFile.Write("--json", path, stream =>
            {
                JsonSerializer.Serialize(stream, figures, type);
                stream.Write("\n"u8);
            });
        }
    }
}
