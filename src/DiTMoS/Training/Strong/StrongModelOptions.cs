using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training.Strong;

/// <summary>How the strong model, the teacher of the data split, is trained.</summary>
public sealed record StrongModelOptions
{
    /// <summary>Epochs, at least 1. Default 50, as published.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>How its weights move. Default as published: learning rate 0.005, times 0.2 every 20 epochs.</summary>
    public OptimizationOptions Optimization { get; init; } = new() { LearningRate = 0.005f, StepEpochs = 20, StepFactor = 0.2f };
}
