namespace DiTMoS.Training.Baselines;

/// <summary>How <see cref="Baseline.SigClaKD"/> learns from the strong model.</summary>
/// <remarks>The strong model answers once for every window as it was recorded; the student sees it augmented.</remarks>
public sealed record DistillationOptions
{
    /// <summary>The loss. Default classic.</summary>
    public DistillationMethod Method { get; init; }

    /// <summary>T, which divides both sides' logits; over 0. Default 4.</summary>
    public float Temperature { get; init; } = 4;

    /// <summary>α of the classic loss (1 - α) CE + α T² KL, in [0, 1]. Default 0.5.</summary>
    public float SoftShare { get; init; } = 0.5f;

    /// <summary>α of the decoupled loss CE + T² (α TCKD + β NCKD): the weight of the right class's part, at least 0. Default 1, as published.</summary>
    public float TargetWeight { get; init; } = 1;

    /// <summary>β of the decoupled loss: the weight of the other classes' part, at least 0. Default 8, as published for most pairs of networks.</summary>
    public float NonTargetWeight { get; init; } = 8;

    internal void Check()
    {
        OptionCheck.Positive(Temperature, "Distillation.Temperature");
        OptionCheck.InRange(SoftShare, 0, float.MaxValue, "Distillation.SoftShare");
        OptionCheck.AtMost(SoftShare, 1, "Distillation.SoftShare");
        OptionCheck.InRange(TargetWeight, 0, float.MaxValue, "Distillation.TargetWeight");
        OptionCheck.InRange(NonTargetWeight, 0, float.MaxValue, "Distillation.NonTargetWeight");
    }
}
