namespace DiTMoS.Training.Baselines;

/// <summary>The models that DiTMoS is compared with.</summary>
/// <remarks>DiTMoS (PerCom 2024) names all but <see cref="Tiny"/> and <see cref="Strong"/>, one line each; the rest is ours, and stands at each member and in <see cref="BaselineOptions"/>.</remarks>
public enum Baseline
{
    /// <summary>One network of six layers, as wide as the tiny ones: <see cref="Networks.PublishedNetworks.SingleClassifier"/>.</summary>
    SigCla,

    /// <summary>The same network, which also learns from the strong model: <see cref="DistillationOptions"/>.</summary>
    SigClaKD,

    /// <summary>
    /// A gate and experts, without aggregation and without a shared base, trained end to end as a mixture; the gate's first choice answers. The gate has the selector's
    /// shape, an expert the classifiers'. The loss is -log Σi g_i exp(-CE_i) (Jacobs et al., 1991) with a term that keeps every expert in use.
    /// </summary>
    AdaMoE,

    /// <summary>Classifiers without aggregation, each with a seed of its own; their probabilities are averaged.</summary>
    Ensemble,

    /// <summary>
    /// Classifiers without aggregation, each trained alone on all training windows with a seed of its own, then a selector that learns which of them is right. Its target
    /// on a window is the published one: the classifier that is surest among those that are right; windows that none gets right are left out.
    /// </summary>
    NaiveSelection,

    /// <summary>One classifier without aggregation, alone.</summary>
    Tiny,

    /// <summary>The published strong model, alone.</summary>
    Strong,
}
