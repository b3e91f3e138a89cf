using System.Text.Json;
using System.Text.Json.Nodes;
using DiTMoS.Data.Readers.Csv;
using DiTMoS.Data.Readers.Deap;
using DiTMoS.Data.Readers.Ucr;
using DiTMoS.Experiments.Datasets;

namespace DiTMoS.Experiments;

/// <summary>Puts the defaults where a file leaves members out: generated readers know none for members that are set once.</summary>
internal static class ExperimentDefaults
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };
    private static readonly JsonNode File = Of(new ExperimentFile { Name = "", Datasets = [], Methods = [] }, ExperimentJson.Default.ExperimentFile);
    private static readonly JsonNode Dataset = Of(new ExperimentDataset { Name = "", Path = "", Split = new DatasetSplit() }, ExperimentJson.Default.ExperimentDataset);
    private static readonly JsonNode Split = Of(new DatasetSplit(), ExperimentJson.Default.DatasetSplit);
    private static readonly JsonNode Csv = Of(new CsvOptions(), ExperimentJson.Default.CsvOptions);
    private static readonly JsonNode Deap = Of(new DeapOptions(), ExperimentJson.Default.DeapOptions);
    private static readonly JsonNode Ucr = Of(new UcrOptions(), ExperimentJson.Default.UcrOptions);
    private static readonly JsonNode Scale = Of(new RecipeScale(), ExperimentJson.Default.RecipeScale);

    /// <summary>The members of an experiment, none left out.</summary>
    /// <exception cref="JsonException">The text is no JSON, or names a member twice.</exception>
    public static JsonNode? OfFile(string text)
    {
        JsonNode? file = JsonNode.Parse(text, documentOptions: Reading);
        Fill(file, File, "name", "datasets", "methods");
        foreach (JsonNode? dataset in Items(file, "datasets"))
        {
            Fill(dataset, Dataset, "name", "path", "split");
            Fill(Member(dataset, "split"), Split);
            Fill(Member(dataset, "csv"), Csv);
            Fill(Member(dataset, "deap"), Deap);
            Fill(Member(dataset, "ucr"), Ucr);
        }

        foreach (JsonNode? variant in Items(file, "variants").Concat(Items(file, "chosen").Select(chosen => Member(chosen, "variant"))))
        {
            Fill(Member(variant, "scale"), Scale);
        }

        return file;
    }

    /// <summary>The members of chosen settings, none left out.</summary>
    /// <exception cref="JsonException">The text is no JSON, or names a member twice.</exception>
    public static JsonNode? OfChosen(string text)
    {
        JsonNode? chosen = JsonNode.Parse(text, documentOptions: Reading);
        foreach (JsonNode? setting in chosen as JsonArray ?? [])
        {
            Fill(Member(Member(setting, "variant"), "scale"), Scale);
        }

        return chosen;
    }

    private static JsonNode Of<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.SerializeToNode(value, type)!;

    private static JsonNode? Member(JsonNode? node, string name) => (node as JsonObject)?[name];

    private static IEnumerable<JsonNode?> Items(JsonNode? node, string name) => Member(node, name) as JsonArray ?? [];

    private static void Fill(JsonNode? node, JsonNode defaults, params ReadOnlySpan<string> required)
    {
        if (node is not JsonObject members)
        {
            return;                                             // a name, or something that the reader refuses
        }

        foreach ((string name, JsonNode? value) in defaults.AsObject())
        {
            if (!members.ContainsKey(name) && !required.Contains(name))
            {
                members[name] = value?.DeepClone();
            }
        }
    }
}
