using DiTMoS.Experiments;
using NJsonSchema;
using NJsonSchema.Validation;

namespace DiTMoS.Tool.Verification;

/// <summary>Holds an experiment file against its published JSON Schema.</summary>
internal static class ExperimentSchema
{
    private const string Resource = "experiment.schema.json";
    private const int MostShown = 3;

    /// <summary>The schema's text.</summary>
    public static string Text
    {
        get
        {
            using Stream stream = typeof(ExperimentSchema).Assembly.GetManifestResourceStream(Resource)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Reads an experiment file.</summary>
    /// <exception cref="ExperimentException">It cannot be read, breaks the schema, or is no experiment.</exception>
    public static ExperimentFile Load(string path)
    {
        ExperimentFile file = ExperimentFile.Load(path);        // says more of names and values than a schema does
        ICollection<ValidationError> errors = Errors(File.ReadAllText(path));
        return errors.Count == 0
            ? file
            : throw new ExperimentException($"'{path}' must keep to docs/experiment.schema.json. It breaks {string.Join("; ", errors.SelectMany(Innermost).Take(MostShown).Select(error => $"{error.Kind} at {error.Path}"))}.");
    }

    // What is one of several kinds breaks each of them; the last kind is the object.
    private static IEnumerable<ValidationError> Innermost(ValidationError error) =>
        error is ChildSchemaValidationError { Errors: var kinds } && kinds.LastOrDefault().Value is { Count: > 0 } inner ? inner.SelectMany(Innermost) : [error];

    /// <summary>Where an experiment file breaks the schema.</summary>
    public static ICollection<ValidationError> Errors(string experiment) => JsonSchema.FromJsonAsync(Text).GetAwaiter().GetResult().Validate(experiment);
}
