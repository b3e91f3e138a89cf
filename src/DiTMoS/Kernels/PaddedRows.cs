using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

/// <summary>N rows of F values, each padded with zeros to whole vectors of eight lanes, so that no kernel has a tail.</summary>
internal sealed class PaddedRows
{
    /// <summary>Values beyond this could overflow when squared and summed; nothing that a sensor or a network says comes near.</summary>
    public const float LargestMagnitude = 1e15f;

    public PaddedRows(int count, int features)
    {
        Count = count;
        Features = features;
        Stride = (features + Vector256<float>.Count - 1) / Vector256<float>.Count;
        Values = new Vector256<float>[checked(count * Stride)];
    }

    public PaddedRows(ReadOnlySpan<float> values, int features)
        : this(values.Length / features, features)
    {
        for (int n = 0; n < Count; n++)
        {
            values.Slice(n * features, features).CopyTo(Scalars(n));
        }
    }

    public int Count { get; }

    public int Features { get; }

    /// <summary>Vectors per row.</summary>
    public int Stride { get; }

    /// <summary>Shape (N, Stride) in vectors.</summary>
    public Vector256<float>[] Values { get; }

    public Span<Vector256<float>> Row(int index) => Values.AsSpan(index * Stride, Stride);

    /// <summary>One row without its padding.</summary>
    public Span<float> Scalars(int index) => MemoryMarshal.Cast<Vector256<float>, float>(Row(index))[..Features];

    /// <summary>The index of the first value that is not finite or beyond <see cref="LargestMagnitude"/>; -1 where all can be used.</summary>
    public static int IndexOfUnusable(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(MathF.Abs(values[i]) <= LargestMagnitude))    // negated, so that NaN is caught too
            {
                return i;
            }
        }

        return -1;
    }
}
