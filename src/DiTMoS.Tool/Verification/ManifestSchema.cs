using DiTMoS.Export.Manifest;
using DiTMoS.Verification;
using NJsonSchema;
using NJsonSchema.Validation;

namespace DiTMoS.Tool.Verification;

/// <summary>Holds a manifest against its published JSON Schema.</summary>
internal static class ManifestSchema
{
    private const string Resource = "manifest.schema.json";
    private const int MostShown = 3;

    /// <summary>The schema's text.</summary>
    public static string Text
    {
        get
        {
            using Stream stream = typeof(ManifestSchema).Assembly.GetManifestResourceStream(Resource)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Checks the manifest of a folder.</summary>
    public static VerificationCheck Check(string folder)
    {
        ICollection<ValidationError> errors = Errors(File.ReadAllText(Path.Combine(folder, DeploymentManifest.FileName)));
        return errors.Count == 0
            ? new("manifest schema", VerificationOutcome.Passed, "docs/manifest.schema.json")
            : new("manifest schema", VerificationOutcome.Failed, string.Join("; ", errors.Take(MostShown).Select(error => $"{error.Kind} at {error.Path}")));
    }

    /// <summary>Where a manifest breaks the schema.</summary>
    public static ICollection<ValidationError> Errors(string manifest) => JsonSchema.FromJsonAsync(Text).GetAwaiter().GetResult().Validate(manifest);
}
