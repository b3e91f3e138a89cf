using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiTMoS.Experiments.Datasets;

/// <summary>A data set as JSON: the name of a known one, or all of one's own.</summary>
internal sealed class DatasetConverter : JsonConverter<ExperimentDataset>
{
    /// <inheritdoc/>
    public override ExperimentDataset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return JsonSerializer.Deserialize(ref reader, ExperimentJson.Whole.ExperimentDataset) ?? throw new JsonException("A data set must not be null.");
        }

        string name = reader.GetString()!;
        return KnownDatasets.Find(name)
            ?? throw new JsonException($"There is no data set '{Data.Text.Shown(name)}'. There are {string.Join(", ", KnownDatasets.All.Select(dataset => dataset.Name))}; another is an object with name, path and split");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ExperimentDataset value, JsonSerializerOptions options)
    {
        if (KnownDatasets.Find(value.Name) == value)
        {
            writer.WriteStringValue(value.Name);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, ExperimentJson.Whole.ExperimentDataset);
        }
    }
}
