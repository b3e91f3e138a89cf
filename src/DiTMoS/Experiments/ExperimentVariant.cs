using System.Text.Json.Nodes;

namespace DiTMoS.Experiments;

/// <summary>A change of the methods' recipes, with a row of its own in the tables.</summary>
public sealed record ExperimentVariant
{
    /// <summary>What it is called, such as <c>n=4</c>; empty for the recipes as they are.</summary>
    public required string Name { get; init; }

    /// <summary>The methods that it changes; null for all of the experiment. Default null.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>
    /// What is other in the training options, member by member as <see cref="Training.TrainingOptions"/> has them in JSON, such as
    /// <c>{ "networks": { "sharedBase": false } }</c>; null for nothing. Default null.
    /// </summary>
    public JsonObject? Settings { get; init; }

    /// <summary>What the method's own choices are multiplied by; null for nothing. Default null.</summary>
    public RecipeScale? Scale { get; init; }

    /// <summary>Whether widths and hidden units grow together until the method has as many parameters as <c>default</c> with the same settings. Default false.</summary>
    public bool EqualFlash { get; init; }
}
