using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training.Joint;

/// <summary>Joint training of selector and classifiers as a mixture of experts: what closes the gap between the union and the routed accuracy.</summary>
/// <remarks>
/// The loss is -log Σi g_i exp(-CE(base + classifier_i)) with the routing probabilities g (Jacobs et al., "Adaptive mixtures of local experts",
/// 1991); the base is the selector's own class logits where the model has a shared base.
/// </remarks>
public sealed record JointOptions
{
    /// <summary>Epochs, at least 0; 0 leaves joint training out. Default 0.</summary>
    public int Epochs { get; init; }

    /// <summary>How all networks move.</summary>
    public OptimizationOptions Optimization { get; init; } = new();

    /// <summary>Weight of the negative entropy of the mean routing probabilities, which keeps every classifier in use; at least 0. Default 0.05.</summary>
    public float LoadBalancing { get; init; } = 0.05f;

    /// <summary>Weight of the cross-entropy of the shared base alone, at least 0. Default 1.</summary>
    public float BaseLoss { get; init; } = 1;

    /// <summary>Weight of the routed classifier's own cross-entropy (top-1, as inference will be), at least 0. Default 0.</summary>
    public float RoutedLoss { get; init; }

    /// <summary>Whether the classifiers' gradients flow into the selector features that they aggregate. Default false, as published.</summary>
    public bool FeatureGradients { get; init; }

    /// <summary>Epochs over which the subsets of stage 1 guide routing and credit, fading linearly; at least 0. Default 0.</summary>
    public int GuidanceEpochs { get; init; }

    /// <summary>Weight of the divergence from the strong model's softened probabilities, at least 0; 0 for no distillation. Default 0.</summary>
    public float Distillation { get; init; }

    /// <summary>The temperature that softens both sides in distillation, over 0. Default 2.</summary>
    public float DistillationTemperature { get; init; } = 2;
}
