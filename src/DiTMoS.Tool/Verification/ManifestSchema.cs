using DiTMoS.Export.Manifest;
using DiTMoS.Verification;
using NJsonSchema.Validation;

namespace DiTMoS.Tool.Verification;

/// <summary>Holds a manifest against its published JSON Schema.</summary>
internal static class ManifestSchema
{
    private static readonly PublishedSchema Schema = new("manifest.schema.json");

    /// <summary>Checks the manifest of a folder.</summary>
    public static VerificationCheck Check(string folder)
    {
        ICollection<ValidationError> errors = Errors(File.ReadAllText(Path.Combine(folder, DeploymentManifest.FileName)));
        return errors.Count == 0
            ? new("manifest schema", VerificationOutcome.Passed, "docs/manifest.schema.json")
            : new("manifest schema", VerificationOutcome.Failed, PublishedSchema.InWords(errors));
    }

    /// <summary>Where a manifest breaks the schema.</summary>
    public static ICollection<ValidationError> Errors(string manifest) => Schema.Errors(manifest);
}
