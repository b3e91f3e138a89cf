using System.Diagnostics;

namespace DiTMoS.Kernels;

/// <summary>A view of activations in the layout of all kernels: (G, C, L, 8), eight windows side by side in each vector.</summary>
/// <remarks>
/// <para>
/// The alphabet of this folder: N windows in a batch, B = 8 lanes (windows that share a vector), G = ceil(N / B) lane groups, C input channels,
/// L input samples, O output channels, K kernel length, S stride, T output samples; gradients are <c>dx</c>, <c>dw</c>, <c>dy</c>.
/// </para>
/// <para>
/// One 256-bit vector holds the same sample of eight windows. So no kernel has a tail, a gather or an unaligned load, whatever the window's
/// length, the stride or the pooling. Lanes without a window (a last, smaller batch) hold zeros and are left out of batch statistics.
/// </para>
/// <para>Each row may have a margin of zeros on both sides: what a padded convolution reads beyond the ends.</para>
/// <para>The memory is pinned; <see cref="Row"/> asserts its bounds, kernels stay inside the row that they were given.</para>
/// </remarks>
internal readonly unsafe struct LaneTensor
{
    /// <summary>Windows that share a vector.</summary>
    public const int Lanes = 8;

    private readonly float* _data;
    private readonly int _groupStride;

    /// <summary>Describes <paramref name="channels"/> rows of <paramref name="length"/> samples in each of <paramref name="groups"/> lane groups.</summary>
    public LaneTensor(float* data, int groups, int channels, int length, int margin = 0)
        : this(data, groups, channels, length, margin, channels * (length + (2 * margin)) * Lanes)
    {
    }

    private LaneTensor(float* data, int groups, int channels, int length, int margin, int groupStride)
    {
        _data = data;
        Groups = groups;
        Channels = channels;
        Length = length;
        Margin = margin;
        _groupStride = groupStride;
    }

    /// <summary>Lane groups, G.</summary>
    public int Groups { get; }

    /// <summary>Rows per group, C.</summary>
    public int Channels { get; }

    /// <summary>Samples per row, L, without the margins.</summary>
    public int Length { get; }

    /// <summary>Zeros in front of and behind each row, in samples.</summary>
    public int Margin { get; }

    /// <summary>Floats from one row to the next, margins included.</summary>
    public int RowStride => (Length + (2 * Margin)) * Lanes;

    /// <summary>Floats that a tensor of this shape takes.</summary>
    public static long FloatsFor(int groups, int channels, int length, int margin = 0) => (long)groups * channels * (length + (2 * margin)) * Lanes;

    /// <summary>The first sample of one row; margins lie in front of it.</summary>
    public float* Row(int group, int channel)
    {
        Debug.Assert((uint)group < (uint)Groups && (uint)channel < (uint)Channels, "row outside the tensor");
        return _data + ((long)group * _groupStride) + ((long)channel * RowStride) + (Margin * Lanes);
    }

    /// <summary>The same memory, with fewer lane groups: for a smaller batch.</summary>
    public LaneTensor WithGroups(int groups)
    {
        Debug.Assert(groups <= Groups, "more groups than there are");
        return new LaneTensor(_data, groups, Channels, Length, Margin, _groupStride);
    }

    /// <summary>Some of the rows of every group.</summary>
    public LaneTensor Rows(int first, int count)
    {
        Debug.Assert(first >= 0 && count >= 0 && first + count <= Channels, "rows outside the tensor");
        return new LaneTensor(_data + ((long)first * RowStride), Groups, count, Length, Margin, _groupStride);
    }

    /// <summary>Copies the first windows out, shape (windows, C, L), as many as <paramref name="destination"/> holds.</summary>
    public void CopyWindows(Span<float> destination)
    {
        int window = Channels * Length;
        for (int n = 0; n < destination.Length / window; n++)
        {
            for (int c = 0; c < Channels; c++)
            {
                float* row = Row(n / Lanes, c) + (n % Lanes);
                Span<float> target = destination.Slice((n * window) + (c * Length), Length);
                for (int t = 0; t < target.Length; t++)
                {
                    target[t] = row[t * Lanes];
                }
            }
        }
    }
}
