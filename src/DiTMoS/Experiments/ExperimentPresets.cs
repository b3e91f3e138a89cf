namespace DiTMoS.Experiments;

/// <summary>Experiments that need no file of one's own.</summary>
public static class ExperimentPresets
{
    private const string Prefix = "experiment-";
    private const string Suffix = ".json";

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["overall", "ablation", "classifiers", "model-size", "diversity", "system", "tuning"];

    /// <summary>The experiment of a name; null where there is none.</summary>
    /// <param name="name">The name, such as <c>overall</c>.</param>
    public static ExperimentFile? Find(string name) => Names.Contains(name) ? ExperimentFile.Parse(TextOf(name), Prefix + name + Suffix) : null;

    /// <summary>The JSON of a preset, to begin one's own experiment with.</summary>
    /// <param name="name">The name, one of <see cref="Names"/>.</param>
    /// <exception cref="OptionException">There is no such preset.</exception>
    public static string TextOf(string name)
    {
        if (!Names.Contains(name))
        {
            throw new OptionException($"A preset must be one of {string.Join(", ", Names)}. Got '{Data.Text.Shown(name)}'.");
        }

        using Stream stream = typeof(ExperimentPresets).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
