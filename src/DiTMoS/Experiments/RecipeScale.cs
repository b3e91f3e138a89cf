namespace DiTMoS.Experiments;

/// <summary>What a recipe's own choices are multiplied by, in every stage but the strong model's.</summary>
public sealed record RecipeScale
{
    /// <summary>The learning rates' factor, over 0. Default 1.</summary>
    public float LearningRate { get; init; } = 1;

    /// <summary>The epochs' factor, over 0; epochs are rounded, to at least 1. Default 1.</summary>
    public float Epochs { get; init; } = 1;

    /// <summary>The weight decays' factor, at least 0. Default 1.</summary>
    public float WeightDecay { get; init; } = 1;
}
