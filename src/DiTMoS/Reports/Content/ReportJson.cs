using System.Text.Json.Serialization;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Reports.Content;

/// <summary>How a report is handed to its page. The default encoder escapes whatever could end a script or a line of it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SixDigits), typeof(FourDigits)])]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;
