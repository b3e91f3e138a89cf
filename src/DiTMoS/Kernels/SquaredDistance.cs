using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

/// <summary>Squared Euclidean distances between padded rows.</summary>
/// <remarks>
/// Always eight lanes, no fused multiply-add, and lanes added in one fixed order: the same bits on every processor, which
/// matters because a clustering turns the last bit of a distance into another split.
/// </remarks>
internal static class SquaredDistance
{
    /// <summary>distances[j] = |x - rows[j]|² for every row. Shapes: x (F), rows (J, F), distances (J), all of one stride.</summary>
    /// <remarks>Three rows at a time: x is loaded once for them, and three sums hide the latency of the additions.</remarks>
    public static void ToRows(ReadOnlySpan<Vector256<float>> x, ReadOnlySpan<Vector256<float>> rows, Span<float> distances)
    {
        int stride = x.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, distances.Length * stride);
        ref Vector256<float> x0 = ref MemoryMarshal.GetReference(x);
        ref Vector256<float> r0 = ref MemoryMarshal.GetReference(rows);
        int j = 0;
        for (; j + 3 <= distances.Length; j += 3)
        {
            ref Vector256<float> a = ref Unsafe.Add(ref r0, j * stride);            // (j + 3) * stride <= rows.Length
            ref Vector256<float> b = ref Unsafe.Add(ref a, stride);
            ref Vector256<float> c = ref Unsafe.Add(ref b, stride);
            Vector256<float> sumA = default;
            Vector256<float> sumB = default;
            Vector256<float> sumC = default;
            for (nint v = 0; v < stride; v++)
            {
                Vector256<float> value = Unsafe.Add(ref x0, v);
                Vector256<float> da = value - Unsafe.Add(ref a, v);
                Vector256<float> db = value - Unsafe.Add(ref b, v);
                Vector256<float> dc = value - Unsafe.Add(ref c, v);
                sumA += da * da;
                sumB += db * db;
                sumC += dc * dc;
            }

            distances[j] = Sum(sumA);
            distances[j + 1] = Sum(sumB);
            distances[j + 2] = Sum(sumC);
        }

        for (; j < distances.Length; j++)
        {
            distances[j] = Between(x, rows.Slice(j * stride, stride));
        }
    }

    /// <summary>|x - y|² of two padded rows.</summary>
    public static float Between(ReadOnlySpan<Vector256<float>> x, ReadOnlySpan<Vector256<float>> y)
    {
        Vector256<float> sum = default;
        for (int v = 0; v < x.Length; v++)
        {
            Vector256<float> d = x[v] - y[v];
            sum += d * d;
        }

        return Sum(sum);
    }

    private static float Sum(Vector256<float> lanes)
    {
        Vector128<float> half = lanes.GetLower() + lanes.GetUpper();
        return (half[0] + half[1]) + (half[2] + half[3]);
    }
}
