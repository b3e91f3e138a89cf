using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>What a features column says of its time series: channel names and sample rate.</summary>
internal static class SeriesAnnotations
{
    private const string ChannelNames = "ChannelNames";
    private const string SampleRateHz = "SampleRateHz";

    /// <summary>Annotations that tell them.</summary>
    public static DataViewSchema.Annotations Create(IReadOnlyList<string> channelNames, double? sampleRateHz)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        Scoring.ClassKeys.OfNames(channelNames).AddTo(builder, ChannelNames);
        if (sampleRateHz is { } rate)
        {
            builder.AddPrimitiveValue(SampleRateHz, NumberDataViewType.Double, rate);
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
}
