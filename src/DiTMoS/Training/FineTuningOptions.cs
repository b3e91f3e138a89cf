namespace DiTMoS.Training;

/// <summary>How a trained model goes on: with new recordings, or with widened classifiers.</summary>
public sealed record FineTuningOptions
{
    /// <summary>
    /// Epochs, at least 1; where the recipe alternates they are rounded up to whole iterations, with the published 6 and 6 epochs to multiples of 12. Default 20.
    /// </summary>
    public int Epochs { get; init; } = 20;

    /// <summary>The learning rate, as a share of that of the stage that is continued; over 0. Default 0.2.</summary>
    public float Rate { get; init; } = 0.2f;
}
