using System.CommandLine;

namespace DiTMoS.Tool.Arguments;

/// <summary>What several commands take.</summary>
internal static class CommonArguments
{
    /// <summary>The model that a command uses.</summary>
    public static Argument<string> Model() => new("MODEL") { Description = "A model file that train wrote." };

    /// <summary>The seed of all random choices.</summary>
    public static Option<int?> Seed(string byDefault) => OptionOf.WholeNumber("--seed", $"The seed of all random choices. Default: {byDefault}.");

    /// <summary>How many threads to use; no result depends on it.</summary>
    public static Option<int?> Threads() => OptionOf.WholeNumber("--threads", "Threads; no result depends on it. Default: 0, all processors.", least: 0);

    /// <summary>A file for all figures.</summary>
    public static Option<string?> Json() => OptionOf.Text("--json", "FILE", "Write all figures to a JSON file.");
}
