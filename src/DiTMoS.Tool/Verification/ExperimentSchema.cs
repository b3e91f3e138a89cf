using DiTMoS.Experiments;
using NJsonSchema.Validation;

namespace DiTMoS.Tool.Verification;

/// <summary>Holds an experiment file against its published JSON Schema.</summary>
internal static class ExperimentSchema
{
    private static readonly PublishedSchema Schema = new("experiment.schema.json");

    /// <summary>The schema's text.</summary>
    public static string Text => Schema.Text;

    /// <summary>Reads an experiment file.</summary>
    /// <exception cref="ExperimentException">It cannot be read, breaks the schema, or is no experiment.</exception>
    public static ExperimentFile Load(string path)
    {
        ExperimentFile file = ExperimentFile.Load(path);        // says more of names and values than a schema does
        ICollection<ValidationError> errors = Errors(File.ReadAllText(path));
        return errors.Count == 0 ? file : throw new ExperimentException($"'{path}' must keep to docs/experiment.schema.json. It breaks {PublishedSchema.InWords(errors)}.");
    }

    /// <summary>Where an experiment file breaks the schema.</summary>
    public static ICollection<ValidationError> Errors(string experiment) => Schema.Errors(experiment);
}
