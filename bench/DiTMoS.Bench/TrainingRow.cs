namespace DiTMoS.Bench;

/// <summary>One configuration of the training benchmark: seconds of one selector epoch plus one classifier epoch.</summary>
/// <param name="Classifiers">Classifiers beside the selector.</param>
/// <param name="Batch">Windows per step.</param>
/// <param name="Seconds">Our engine.</param>
/// <param name="BaselineSeconds">PyTorch, the recipe as written by hand.</param>
/// <param name="VectorisedSeconds">PyTorch, the recipe written for speed.</param>
internal sealed record TrainingRow(int Classifiers, int Batch, double Seconds, double BaselineSeconds, double VectorisedSeconds)
{
    /// <summary>How many times as fast as <see cref="BaselineSeconds"/> the engine is.</summary>
    public double Ratio => BaselineSeconds / Seconds;

    /// <summary>How many times as fast as <see cref="VectorisedSeconds"/> the engine is.</summary>
    public double VectorisedRatio => VectorisedSeconds / Seconds;

    /// <summary>Slowest run over fastest run, of the contestant that varied most; far over 1 says that the machine was busy.</summary>
    public required double Spread { get; init; }
}
