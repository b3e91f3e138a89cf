using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiTMoS.Experiments.Records;

/// <summary>Writes samples of windows with four significant digits: they are looked at, not computed with.</summary>
internal sealed class FourDigits : JsonConverter<float>
{
    /// <inheritdoc/>
    public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetSingle();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfEqual(float.IsFinite(value), false, nameof(value));
        writer.WriteRawValue(value.ToString("G4", CultureInfo.InvariantCulture));
    }
}
