using DiTMoS.Kernels;

namespace DiTMoS.Training;

/// <summary>Fills one batch after the other with training windows.</summary>
/// <param name="windows">The largest batch.</param>
/// <param name="channels">Channels, C.</param>
/// <param name="length">Samples per channel, L.</param>
internal sealed class BatchLoader(int windows, int channels, int length)
{
    private readonly float[] _window = new float[channels * length];

    /// <summary>The batch, standardised; overwritten by each <see cref="Load"/>.</summary>
    public LaneBatch Batch { get; } = new(windows, channels, length);

    /// <summary>Fills the batch.</summary>
    /// <param name="samples">All windows, shape (rows, C, L).</param>
    /// <param name="rows">Which of them to take.</param>
    /// <param name="augmentation">Changes each window on its way into the batch; null for none.</param>
    public void Load(ReadOnlySpan<float> samples, ReadOnlySpan<int> rows, IWindowAugmentation? augmentation)
    {
        if (augmentation == null)
        {
            Batch.Load(samples, rows);
        }
        else
        {
            Batch.Begin(rows);
            for (int i = 0; i < rows.Length; i++)
            {
                augmentation.Apply(samples.Slice(rows[i] * _window.Length, _window.Length), _window);
                Batch.Set(i, _window);
            }
        }

        Batch.Standardise();
    }
}
