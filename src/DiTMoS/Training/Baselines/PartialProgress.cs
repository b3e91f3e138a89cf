namespace DiTMoS.Training.Baselines;

/// <summary>The progress of one part of a run, told as that of the whole.</summary>
/// <param name="whole">Is told; null for nobody.</param>
/// <param name="stage">What the part is called.</param>
/// <param name="before">The share of the work that is done before, in [0, 1].</param>
/// <param name="share">The part's share of the work, in [0, 1].</param>
internal sealed class PartialProgress(IProgress<TrainingProgress>? whole, string stage, double before, double share) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value) =>
        whole?.Report(value with { Stage = stage, FractionDone = Math.Min(1, before + (share * value.FractionDone)) });
}
