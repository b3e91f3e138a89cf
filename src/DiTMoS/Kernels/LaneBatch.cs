using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

/// <summary>A batch of windows in lane layout, with the batch statistics that every network's input norm shares.</summary>
internal sealed unsafe class LaneBatch
{
    private const int Lanes = LaneTensor.Lanes;

    private readonly LaneArena _arena = new();          // owns what the tensors point to
    private readonly LaneTensor _samples;
    private readonly LaneTensor _standardised;
    private readonly int[] _rows;

    /// <summary>Reserves room for at most <paramref name="windows"/> windows of shape (channels, length).</summary>
    public LaneBatch(int windows, int channels, int length)
    {
        int groups = (windows + Lanes - 1) / Lanes;
        _samples = _arena.Tensor(groups, channels, length);
        _standardised = _arena.Tensor(groups, channels, length);
        Mean = new float[channels];
        Variance = new float[channels];
        _rows = new int[windows];
        Capacity = windows;
    }

    /// <summary>The most windows that fit.</summary>
    public int Capacity { get; }

    /// <summary>Windows in the batch, N.</summary>
    public int Count { get; private set; }

    /// <summary>Lane groups that hold a window.</summary>
    public int Groups => (Count + Lanes - 1) / Lanes;

    /// <summary>The row of each window in the set that it came from.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>The windows, (G, C, L).</summary>
    public LaneTensor Samples => _samples.WithGroups(Groups);

    /// <summary>(x - mean) / sqrt(variance + ε) with this batch's statistics; after <see cref="Standardise"/>.</summary>
    public LaneTensor Standardised => _standardised.WithGroups(Groups);

    /// <summary>The batch's mean by channel; after <see cref="Standardise"/>.</summary>
    public float[] Mean { get; }

    /// <summary>The batch's biased variance by channel; after <see cref="Standardise"/>.</summary>
    public float[] Variance { get; }

    /// <summary>Gathers windows; lanes without one become zero.</summary>
    /// <param name="samples">All windows, shape (rows, C, L).</param>
    /// <param name="rows">Which of them, at most <see cref="Capacity"/>.</param>
    public void Load(ReadOnlySpan<float> samples, ReadOnlySpan<int> rows)
    {
        Begin(rows);
        int window = _samples.Channels * _samples.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            Set(i, samples.Slice(rows[i] * window, window));
        }
    }

    /// <summary>Starts a batch whose windows are then given by <see cref="Set"/>.</summary>
    public void Begin(ReadOnlySpan<int> rows)
    {
        rows.CopyTo(_rows);
        Count = rows.Length;
        if (Count % Lanes != 0)
        {
            LaneTensor last = Samples;
            for (int c = 0; c < last.Channels; c++)
            {
                new Span<float>(last.Row(Groups - 1, c), last.Length * Lanes).Clear();
            }
        }
    }

    /// <summary>Writes one window, shape (C, L), into its lane.</summary>
    public void Set(int index, ReadOnlySpan<float> window)
    {
        int length = _samples.Length;
        for (int c = 0; c < _samples.Channels; c++)
        {
            float* target = _samples.Row(index / Lanes, c) + (index % Lanes);
            ReadOnlySpan<float> source = window.Slice(c * length, length);
            for (int t = 0; t < source.Length; t++)
            {
                target[t * Lanes] = source[t];
            }
        }
    }

    /// <summary>Computes the batch statistics and the standardised windows, once for all networks.</summary>
    public void Standardise()
    {
        LaneTensor x = Samples;
        LaneTensor y = Standardised;
        for (int c = 0; c < x.Channels; c++)
        {
            (Mean[c], Variance[c]) = NormReluPool.Statistics(x, c, Count);
            Vector256<float> mean = Vector256.Create(Mean[c]);
            Vector256<float> scale = Vector256.Create(1 / MathF.Sqrt(Variance[c] + NormReluPool.Epsilon));
            for (int g = 0; g < x.Groups; g++)
            {
                Vector256<float> masked = scale & NormReluPool.LaneMask(Count, g);
                float* p = x.Row(g, c);
                float* q = y.Row(g, c);
                for (int t = 0; t < x.Length; t++)
                {
                    ((Vector256.Load(p + ((long)t * Lanes)) - mean) * masked).Store(q + ((long)t * Lanes));
                }
            }
        }
    }
}
