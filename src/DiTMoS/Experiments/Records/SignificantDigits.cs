using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiTMoS.Experiments.Records;

/// <summary>Writes numbers with so many significant digits; they must be finite.</summary>
/// <param name="digits">The digits, at least 1.</param>
internal abstract class SignificantDigits<T>(int digits) : JsonConverter<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly string _format = string.Create(CultureInfo.InvariantCulture, $"G{digits}");

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.CreateSaturating(reader.GetDouble());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfEqual(T.IsFinite(value), false, nameof(value));
        writer.WriteRawValue(value.ToString(_format, CultureInfo.InvariantCulture));
    }
}
