using System.Text.Json.Serialization;
using DiTMoS.Experiments;

namespace DiTMoS.Tool.Figures;

/// <summary>How the outcome of an experiment becomes JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExperimentEstimate))]
[JsonSerializable(typeof(ExperimentOutcome))]
internal sealed partial class ExperimentFigures : JsonSerializerContext
{
    /// <summary>Writes what an experiment will take, where a file was asked for.</summary>
    public static void Write(string? path, ExperimentEstimate estimate) => FiguresJson.Write(path, estimate, Default.ExperimentEstimate);

    /// <summary>Writes how an experiment ended, where a file was asked for.</summary>
    public static void Write(string? path, ExperimentOutcome outcome) => FiguresJson.Write(path, outcome, Default.ExperimentOutcome);
}
