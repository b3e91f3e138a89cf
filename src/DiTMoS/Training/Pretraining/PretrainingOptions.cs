using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training.Pretraining;

/// <summary>Stage 2, first part: each classifier learns its subset, then the selector learns to choose among them.</summary>
/// <remarks>Both read the classifiers' own logits. In front of a shared base, which joint training then adds and trains, this is a start and no more.</remarks>
public sealed record PretrainingOptions
{
    /// <summary>Epochs of each classifier over its subset, at least 0. Default 30, as published.</summary>
    public int ClassifierEpochs { get; init; } = 30;

    /// <summary>How classifiers move. Default as published: learning rate 0.01, halved every 6 epochs.</summary>
    public OptimizationOptions Classifiers { get; init; } = new();

    /// <summary>Epochs of the selector, at least 0. Default 20, as published.</summary>
    public int SelectorEpochs { get; init; } = 20;

    /// <summary>How the selector moves. Default as published: learning rate 0.01, halved every 8 epochs.</summary>
    public OptimizationOptions Selector { get; init; } = new() { StepEpochs = 8 };

    /// <summary>
    /// Whether classifiers read the untrained selector's features normalised by each batch, as the authors' code does, and not by running statistics. Default false.
    /// </summary>
    public bool FeaturesInTrainingMode { get; init; }
}
