using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiTMoS.Networks;

/// <summary>Keeps a JSON object, held as text, as an object in the file.</summary>
internal sealed class JsonObjectTextConverter : JsonConverter<string>
{
    private const int DeepestNesting = 16;

    /// <summary>The same object without white space between its parts.</summary>
    /// <exception cref="OptionException">The text is no JSON object, or is nested too deep.</exception>
    public static string Compact(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new JsonException($"It is a JSON {document.RootElement.ValueKind}.");
            }

            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                document.RootElement.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new OptionException($"Training record, options: must be a JSON object, nested at most {DeepestNesting} deep. {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}
