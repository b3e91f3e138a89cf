using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiTMoS.Experiments.Records;

/// <summary>Writes figures with six significant digits.</summary>
internal sealed class SixDigits : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(value), false, nameof(value));
        writer.WriteRawValue(value.ToString("G6", CultureInfo.InvariantCulture));
    }
}
