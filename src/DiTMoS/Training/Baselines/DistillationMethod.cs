namespace DiTMoS.Training.Baselines;

/// <summary>How a network learns from the strong model's answers.</summary>
public enum DistillationMethod
{
    /// <summary>The divergence of the softened probabilities, mixed with the cross-entropy (Hinton, Vinyals and Dean, 2015).</summary>
    Classic,

    /// <summary>The divergence in two parts with weights of their own: how probable the right class is, and how the others share the rest (Zhao et al., 2022).</summary>
    Decoupled,
}
