using System.Globalization;

namespace DiTMoS.Export.C99.Streams;

/// <summary>The C functions of derived channels, one each.</summary>
internal sealed class StreamChannels
{
    private readonly StreamChannel[] _derived;          // each behind those that it is derived from
    private readonly string _stream;

    /// <summary>The functions of a stream.</summary>
    /// <param name="layout">The stream.</param>
    /// <param name="stream">Its type in C.</param>
    public StreamChannels(StreamLayout layout, string stream)
    {
        _derived = [.. layout.FrameInputs.Concat(layout.Channels).SelectMany(channel => channel.Derivation).Distinct()];
        _stream = stream;
    }

    /// <summary>Whether any is a magnitude.</summary>
    public bool HasMagnitudes => _derived.OfType<MagnitudeChannel>().Any();

    /// <summary>The functions of those that depend on their own row alone.</summary>
    public string Pointwise() => string.Concat(_derived.Where(channel => channel.IsPointwise).OfType<MagnitudeChannel>().Select(channel => $$"""
        /* {{Formula(channel)}} */
        static float {{Name(channel)}}(const float *x)
        {
        {{Parts(channel, "x", "")}}    return square_root({{Squares(channel)}});
        }


        """));

    /// <summary>The functions of those that depend on other rows.</summary>
    public string OfRows() => string.Concat(_derived.Where(channel => !channel.IsPointwise).Select(channel => channel switch
    {
        JerkChannel jerk => string.Create(CultureInfo.InvariantCulture, $$"""
            /* {{Name(jerk)}}[t] = (y[t] - y[t - 1]) {{jerk.RateHz}}, y = {{Shown(jerk.Of)}}; row 0 repeats row 1. */
            static float {{Name(jerk)}}(const {{_stream}} *stream, int32_t t)
            {
                const int32_t u = t > 0 ? t : 1;
                return ({{Value(jerk.Of, "row(stream, u)", "u")}} - {{Value(jerk.Of, "row(stream, u - 1)", "u - 1")}}) * {{CLiterals.Of((float)jerk.RateHz)}};
            }


            """),
        MagnitudeChannel magnitude => $$"""
            /* {{Formula(magnitude)}} */
            static float {{Name(magnitude)}}(const {{_stream}} *stream, int32_t t)
            {
            {{(magnitude.Parts.Any(part => part.IsPointwise) ? "    const float *const x = row(stream, t);\n" : "")}}{{Parts(magnitude, "x", "t")}}    return square_root({{Squares(magnitude)}});
            }


            """,
        _ => "",
    }));

    /// <summary>The C of a value.</summary>
    /// <param name="channel">The value.</param>
    /// <param name="row">The C of the row that it stands in.</param>
    /// <param name="t">The C of that row's number.</param>
    public string Value(StreamChannel channel, string row, string t) => channel switch
    {
        StoredChannel stored => string.Create(CultureInfo.InvariantCulture, $"{row}[{stored.Index}]"),
        { IsPointwise: true } => $"{Name(channel)}({row})",
        _ => $"{Name(channel)}(stream, {t})",
    };

    private string Name(StreamChannel channel) =>
        string.Create(CultureInfo.InvariantCulture, $"{(channel is JerkChannel ? "jerk" : "magnitude")}_{Array.IndexOf(_derived, channel)}");

    private string Shown(StreamChannel channel) => channel is StoredChannel stored ? string.Create(CultureInfo.InvariantCulture, $"value {stored.Index} of row t") : Name(channel);

    private string Formula(MagnitudeChannel channel) => $"{Name(channel)} = sqrt({string.Join(" + ", channel.Parts.Select(part => part is StoredChannel stored ? string.Create(CultureInfo.InvariantCulture, $"x[{stored.Index}]^2") : $"{Name(part)}^2"))})";

    private string Parts(MagnitudeChannel channel, string row, string t) =>
        string.Concat(channel.Parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"    const float part_{i} = {Value(part, row, t)};\n")));

    private static string Squares(MagnitudeChannel channel) =>
        string.Join(" + ", channel.Parts.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"part_{i} * part_{i}")));
}
