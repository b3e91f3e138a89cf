using System.Text.Json;
using System.Text.Json.Serialization;
using DiTMoS.Data;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>What a features column says of its time series: channel names, sample rate, and how windows were made of recordings.</summary>
internal static partial class SeriesAnnotations
{
    private const string ChannelNames = "ChannelNames";
    private const string SampleRateHz = "SampleRateHz";
    private const string FrontEnd = "FrontEnd";

    /// <summary>Annotations that tell them.</summary>
    public static DataViewSchema.Annotations Create(WindowSet windows)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        Scoring.ClassKeys.OfNames(windows.ChannelNames).AddTo(builder, ChannelNames);
        if (windows.SampleRateHz is { } rate)
        {
            builder.AddPrimitiveValue(SampleRateHz, NumberDataViewType.Double, rate);
        }

        if (windows.FrontEnd is { } frontEnd)
        {
            string text = JsonSerializer.Serialize(frontEnd, FrontEndJson.Default.FrontEnd);
            builder.AddPrimitiveValue(FrontEnd, TextDataViewType.Instance, text.AsMemory());
        }

        return builder.ToAnnotations();
    }

    /// <summary>The channel names; null where the column does not tell that many.</summary>
    public static IReadOnlyList<string>? ChannelNamesOf(DataViewSchema.Column features, int channels)
    {
        if (features.Annotations.Schema.GetColumnOrNull(ChannelNames) is not { Type: VectorDataViewType { ItemType: TextDataViewType } type } || type.Size != channels)
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        features.Annotations.GetValue(ChannelNames, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    /// <summary>How windows were made of recordings; null where the column does not tell.</summary>
    public static FrontEnd? FrontEndOf(DataViewSchema.Column features)
    {
        if (features.Annotations.Schema.GetColumnOrNull(FrontEnd) is not { Type: TextDataViewType })
        {
            return null;
        }

        ReadOnlyMemory<char> text = default;
        features.Annotations.GetValue(FrontEnd, ref text);
        try
        {
            return JsonSerializer.Deserialize(text.Span, FrontEndJson.Default.FrontEnd);
        }
        catch (JsonException)
        {
            return null;                                // an annotation of this name by another hand
        }
    }

    /// <summary>Samples per second; null where the column does not tell.</summary>
    public static double? SampleRateOf(DataViewSchema.Column features)
    {
        if (features.Annotations.Schema.GetColumnOrNull(SampleRateHz) is not { } column || column.Type != NumberDataViewType.Double)
        {
            return null;
        }

        double rate = 0;
        features.Annotations.GetValue(SampleRateHz, ref rate);
        return rate;
    }

    [JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(FrontEnd))]
    private sealed partial class FrontEndJson : JsonSerializerContext;
}
