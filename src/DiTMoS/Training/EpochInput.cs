namespace DiTMoS.Training;

/// <summary>What one epoch runs over.</summary>
/// <param name="Samples">Normalised windows, shape (rows, C, L).</param>
/// <param name="Labels">The class of every row.</param>
/// <param name="Order">The rows to visit, in order.</param>
/// <param name="LearningRate">Of every step.</param>
/// <param name="Key">Random key of the epoch.</param>
/// <param name="Augmentation">Changes windows on their way into a batch; null for none.</param>
internal readonly record struct EpochInput(float[] Samples, int[] Labels, int[] Order, float LearningRate, ulong Key, IWindowAugmentation? Augmentation = null)
{
    /// <summary>The random key of the step that begins at position <paramref name="at"/> of the order.</summary>
    public ulong StepKey(int at) => Key + ((ulong)(at + 1) * 0x9E3779B97F4A7C15);
}
