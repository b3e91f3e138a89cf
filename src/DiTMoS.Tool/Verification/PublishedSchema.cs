using NJsonSchema;
using NJsonSchema.Validation;

namespace DiTMoS.Tool.Verification;

/// <summary>A JSON Schema of the folder <c>docs</c>, which the command carries with it.</summary>
/// <param name="file">Its file's name.</param>
internal sealed class PublishedSchema(string file)
{
    private const int MostShown = 3;

    /// <summary>The schema's text.</summary>
    public string Text
    {
        get
        {
            using Stream stream = typeof(PublishedSchema).Assembly.GetManifestResourceStream(file)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Where a document breaks the schema.</summary>
    public ICollection<ValidationError> Errors(string json) => JsonSchema.FromJsonAsync(Text).GetAwaiter().GetResult().Validate(json);

    /// <summary>The first of some errors, in words.</summary>
    public static string InWords(IEnumerable<ValidationError> errors) => string.Join("; ", errors.SelectMany(Innermost).Take(MostShown).Select(error => $"{error.Kind} at {error.Path}"));

    // What is one of several kinds breaks each of them; the last kind is the object.
    private static IEnumerable<ValidationError> Innermost(ValidationError error) =>
        error is ChildSchemaValidationError { Errors: var kinds } && kinds.LastOrDefault().Value is { Count: > 0 } inner ? inner.SelectMany(Innermost) : [error];
}
