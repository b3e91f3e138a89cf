using System.Text.Json;
using System.Text.Json.Serialization;
using DiTMoS.Experiments.Datasets;

namespace DiTMoS.Experiments;

/// <summary>How experiments are written and, strictly, read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ExperimentFile))]
[JsonSerializable(typeof(IReadOnlyList<ChosenSetting>))]
internal sealed partial class ExperimentJson : JsonSerializerContext
{
    private static ExperimentJson? _named;

    /// <summary>Data sets as objects.</summary>
    public static ExperimentJson Whole => Default;

    /// <summary>Known data sets by their names.</summary>
    public static ExperimentJson Named => _named ??= new(new JsonSerializerOptions(Default.Options) { Converters = { new DatasetConverter() }, TypeInfoResolver = null });

    /// <summary>A data set with all that is known of it.</summary>
    public static string Text(ExperimentDataset dataset) => JsonSerializer.Serialize(dataset, Whole.ExperimentDataset);
}
