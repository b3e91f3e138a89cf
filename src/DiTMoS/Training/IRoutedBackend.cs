using DiTMoS.Networks;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training;

/// <summary>Who computes: forward passes, gradients and optimiser steps of one selector and N classifiers.</summary>
/// <remarks>The stages decide (which passes, which gradient for each logit); a backend computes. Shapes: B windows, N classifiers, K classes.</remarks>
internal interface IRoutedBackend
{
    /// <summary>The selector's weights.</summary>
    Network Selector { get; }

    /// <summary>The classifiers' weights.</summary>
    IReadOnlyList<Network> Classifiers { get; }

    /// <summary>The optimisers, selector's first: what a checkpoint keeps.</summary>
    IEnumerable<Optimizer> Optimizers { get; }

    /// <summary>Loads a batch.</summary>
    /// <param name="samples">All windows, shape (rows, C, L).</param>
    /// <param name="rows">Which rows to take, B of them.</param>
    /// <param name="augmentation">Changes each window on its way into the batch; null for none.</param>
    void Load(ReadOnlySpan<float> samples, ReadOnlySpan<int> rows, IWindowAugmentation? augmentation);

    /// <summary>Computes the selector's logits and features.</summary>
    void ForwardSelector(in PassMode mode);

    /// <summary>Computes all classifiers' logits from the selector's last features.</summary>
    void ForwardClassifiers(in PassMode mode);

    /// <summary>The selector's logits, shape (B, outputs).</summary>
    Span<float> SelectorLogits { get; }

    /// <summary>Where the stage writes the gradients of the selector's logits, shape (B, outputs).</summary>
    Span<float> SelectorGradients { get; }

    /// <summary>One classifier's logits, shape (B, K).</summary>
    Span<float> ClassifierLogits(int classifier, int head = 0);

    /// <summary>Where the stage writes the gradients of one classifier's logits, shape (B, K).</summary>
    Span<float> ClassifierGradients(int classifier, int head = 0);

    /// <summary>Backward pass and optimiser step of every classifier.</summary>
    void StepClassifiers(float learningRate);

    /// <summary>Backward pass and optimiser step of the selector.</summary>
    /// <param name="learningRate">Over 0.</param>
    /// <param name="withFeatureGradients">Whether the classifiers' gradients of the shared features are added; their backward passes come first.</param>
    void StepSelector(float learningRate, bool withFeatureGradients);
}
