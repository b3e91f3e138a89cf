namespace DiTMoS.Training;

/// <summary>A whole training recipe.</summary>
public enum Preset
{
    /// <summary>Ours: found by measuring on validation data; see <c>docs/recipe.md</c>.</summary>
    Default,

    /// <summary>The authors' recipe, choice by choice, but selected on validation data.</summary>
    AsPublished,
}
