using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training.Adversarial;

/// <summary>The choices of the alternating recipe: selector epochs with frozen classifiers, then classifier epochs with a frozen selector.</summary>
/// <remarks>Not for models with a shared base: its logits would be neither read nor trained. A run that would alternate over such a model is refused.</remarks>
public sealed record AdversarialOptions
{
    /// <summary>Iterations of selector epochs and classifier epochs, at least 0; 0 leaves alternation out. Default 40, as published.</summary>
    public int Iterations { get; init; } = 40;

    /// <summary>Selector epochs per iteration, at least 0. Default 6, as published.</summary>
    public int SelectorEpochs { get; init; } = 6;

    /// <summary>Classifier epochs per iteration, at least 0. Default 6, as published.</summary>
    public int ClassifierEpochs { get; init; } = 6;

    /// <summary>How weights move; the schedule counts epochs of each kind. Default as published: learning rate 0.001, halved every 30 epochs.</summary>
    public OptimizationOptions Optimization { get; init; } = new() { LearningRate = 0.001f, StepEpochs = 30 };

    /// <summary>Weight α of the loss over windows that only this classifier gets right; at least 0. Default 0.1, as published.</summary>
    public float SingleWeight { get; init; } = 0.1f;

    /// <summary>Weight β of the loss over windows that no classifier gets right; at least 0. Default 0.1, as published.</summary>
    public float UnionWeight { get; init; } = 0.1f;

    /// <summary>Weight γ of the negative loss over windows that several classifiers get right; at least 0. Default 0.03, as published.</summary>
    public float OverlapWeight { get; init; } = 0.03f;

    /// <summary>Whether the overlap loss spares the classifier that a window is routed to. Default true; the authors' code punishes it too.</summary>
    public bool OverlapSparesRouted { get; init; } = true;

    /// <summary>Whether only the routed classifier learns a window that nobody gets right. Default true; the authors' code pushes all at once.</summary>
    public bool UnionForRoutedOnly { get; init; } = true;

    /// <summary>Whether the selector skips windows that nobody gets right. Default true; the authors' code gives them an arbitrary target.</summary>
    public bool IgnoreUnsolvedInSelector { get; init; } = true;

    /// <summary>Whether right and wrong, the regularisers and the selection loss each see a dropout draw of their own. Default false; true in the authors' code.</summary>
    public bool SeparateDropoutDraws { get; init; }

    /// <summary>
    /// Whether a classifier epoch judges right and wrong as inference will: without dropout, by the running statistics, in a forward pass of its own. Default true; the
    /// authors' code judges by a training pass, with dropout and the statistics of the batch.
    /// </summary>
    public bool JudgesAsInference { get; init; } = true;

    /// <summary>
    /// Whether the overlap loss is bounded: 1 - p of the label's probability p, which is its cross-entropy to the first order where the classifier is sure, and lets go of
    /// a classifier that has forgotten the window. Default true; the authors' code takes the cross-entropy, which grows without bound.
    /// </summary>
    public bool OverlapIsBounded { get; init; } = true;

    /// <summary>How often each batch of a classifier epoch moves the running statistics, at least 1. Default 1; four forward passes a step make it 4 in the authors' code.</summary>
    public int StatisticsUpdates { get; init; } = 1;

    /// <summary>The authors' choices throughout.</summary>
    public static AdversarialOptions AsPublished { get; } = new()
    {
        Optimization = new OptimizationOptions { LearningRate = 0.001f, StepEpochs = 30, ResetEveryEpoch = true },
        OverlapSparesRouted = false,
        UnionForRoutedOnly = false,
        IgnoreUnsolvedInSelector = false,
        SeparateDropoutDraws = true,
        JudgesAsInference = false,
        OverlapIsBounded = false,
        StatisticsUpdates = 4,
    };
}
