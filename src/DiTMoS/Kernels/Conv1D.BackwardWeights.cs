using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

internal static unsafe partial class Conv1D
{
    /// <summary>dw[o,c,k] = Σ over windows and t of dy[o,t] · x[c, t·S + k - P]; overwrites dw.</summary>
    /// <param name="x">Input (G, C, L); its margin must be at least <paramref name="padding"/>.</param>
    /// <param name="dy">Output gradient (G, O, T), zero in lanes without a window.</param>
    /// <param name="dw">Weight gradient (O, C / groups, K).</param>
    /// <param name="kernel">K.</param>
    /// <param name="stride">S.</param>
    /// <param name="padding">P.</param>
    /// <param name="groups">Groups of the convolution.</param>
    /// <param name="first">The first output channel to compute.</param>
    /// <param name="count">How many output channels to compute.</param>
    public static void BackwardWeights(LaneTensor x, LaneTensor dy, float* dw, int kernel, int stride, int padding, int groups, int first, int count)
    {
        int c = x.Channels / groups;
        int outputs = dy.Channels / groups;
        for (int o = first; o < first + count;)
        {
            int group = o / outputs;
            int block = Math.Min(first + count, (group + 1) * outputs) - o;
            if (block > OutputBlock)
            {
                block = OutputBlock;
            }

            LaneTensor inputs = x.Rows(group * c, c);
            if (block == OutputBlock && kernel >= 3)
            {
                for (int i = 0; i < c; i++)
                {
                    WeightsFour(inputs, i, dy, o, dw + ((((long)o * c) + i) * kernel), c * kernel, kernel, stride, padding);
                }
            }
            else
            {
                for (int j = 0; j < block; j++)
                {
                    WeightsOne(inputs, dy, o + j, dw + ((long)(o + j) * c * kernel), kernel, stride, padding);
                }
            }

            o += block;
        }
    }

    // Taps are taken five and three at a time; where they do not add up to K, the last taps are computed twice with the same result.
    private static void WeightsFour(LaneTensor x, int channel, LaneTensor dy, int o, float* dw, int outputStride, int kernel, int stride, int padding)
    {
        int fives = Fives(kernel);
        int k = 0;
        for (int i = 0; i < fives; i++, k += 5)
        {
            FourByFive(x, channel, dy, o, dw, outputStride, Math.Min(k, kernel - 5), stride, padding);
        }

        for (; k < kernel; k += 3)
        {
            FourByThree(x, channel, dy, o, dw, outputStride, Math.Min(k, kernel - 3), stride, padding);
        }
    }

    // The number of fives with which fives and threes cover K taps at the least cost.
    private static int Fives(int kernel)
    {
        int best = 0;
        int bestCost = int.MaxValue;
        for (int fives = 0; fives * 5 <= kernel; fives++)
        {
            int cost = (fives * 5) + ((kernel - (fives * 5) + 2) / 3 * 3);
            if (cost <= bestCost)
            {
                (best, bestCost) = (fives, cost);
            }
        }

        return best;
    }

    private static void FourByFive(LaneTensor x, int channel, LaneTensor dy, int o, float* dw, int outputStride, int k, int stride, int padding)
    {
        Vector256<float> a00 = default, a01 = default, a02 = default, a03 = default, a04 = default;
        Vector256<float> a10 = default, a11 = default, a12 = default, a13 = default, a14 = default;
        Vector256<float> a20 = default, a21 = default, a22 = default, a23 = default, a24 = default;
        Vector256<float> a30 = default, a31 = default, a32 = default, a33 = default, a34 = default;
        int step = stride * Lanes;
        int rowStride = dy.RowStride;
        for (int g = 0; g < x.Groups; g++)
        {
            float* p = x.Row(g, channel) + ((long)(k - padding) * Lanes);
            float* d = dy.Row(g, o);
            for (float* end = d + ((long)dy.Length * Lanes); d < end; d += Lanes, p += step)
            {
                Vector256<float> x0 = Vector256.Load(p);
                Vector256<float> x1 = Vector256.Load(p + 8);
                Vector256<float> x2 = Vector256.Load(p + 16);
                Vector256<float> x3 = Vector256.Load(p + 24);
                Vector256<float> x4 = Vector256.Load(p + 32);
                Vector256<float> v = Vector256.Load(d);
                a00 = Vector256.MultiplyAddEstimate(v, x0, a00);
                a01 = Vector256.MultiplyAddEstimate(v, x1, a01);
                a02 = Vector256.MultiplyAddEstimate(v, x2, a02);
                a03 = Vector256.MultiplyAddEstimate(v, x3, a03);
                a04 = Vector256.MultiplyAddEstimate(v, x4, a04);
                v = Vector256.Load(d + rowStride);
                a10 = Vector256.MultiplyAddEstimate(v, x0, a10);
                a11 = Vector256.MultiplyAddEstimate(v, x1, a11);
                a12 = Vector256.MultiplyAddEstimate(v, x2, a12);
                a13 = Vector256.MultiplyAddEstimate(v, x3, a13);
                a14 = Vector256.MultiplyAddEstimate(v, x4, a14);
                v = Vector256.Load(d + (2 * rowStride));
                a20 = Vector256.MultiplyAddEstimate(v, x0, a20);
                a21 = Vector256.MultiplyAddEstimate(v, x1, a21);
                a22 = Vector256.MultiplyAddEstimate(v, x2, a22);
                a23 = Vector256.MultiplyAddEstimate(v, x3, a23);
                a24 = Vector256.MultiplyAddEstimate(v, x4, a24);
                v = Vector256.Load(d + (3 * rowStride));
                a30 = Vector256.MultiplyAddEstimate(v, x0, a30);
                a31 = Vector256.MultiplyAddEstimate(v, x1, a31);
                a32 = Vector256.MultiplyAddEstimate(v, x2, a32);
                a33 = Vector256.MultiplyAddEstimate(v, x3, a33);
                a34 = Vector256.MultiplyAddEstimate(v, x4, a34);
            }
        }

        float* w = dw + k;
        StoreFive(w, a00, a01, a02, a03, a04);
        StoreFive(w + outputStride, a10, a11, a12, a13, a14);
        StoreFive(w + (2 * outputStride), a20, a21, a22, a23, a24);
        StoreFive(w + (3 * outputStride), a30, a31, a32, a33, a34);
    }

    private static void StoreFive(float* w, Vector256<float> a0, Vector256<float> a1, Vector256<float> a2, Vector256<float> a3, Vector256<float> a4)
    {
        w[0] = Vector256.Sum(a0);
        w[1] = Vector256.Sum(a1);
        w[2] = Vector256.Sum(a2);
        w[3] = Vector256.Sum(a3);
        w[4] = Vector256.Sum(a4);
    }

    private static void FourByThree(LaneTensor x, int channel, LaneTensor dy, int o, float* dw, int outputStride, int k, int stride, int padding)
    {
        Vector256<float> a00 = default, a01 = default, a02 = default;
        Vector256<float> a10 = default, a11 = default, a12 = default;
        Vector256<float> a20 = default, a21 = default, a22 = default;
        Vector256<float> a30 = default, a31 = default, a32 = default;
        int step = stride * Lanes;
        int rowStride = dy.RowStride;
        for (int g = 0; g < x.Groups; g++)
        {
            float* p = x.Row(g, channel) + ((long)(k - padding) * Lanes);
            float* d = dy.Row(g, o);
            for (float* end = d + ((long)dy.Length * Lanes); d < end; d += Lanes, p += step)
            {
                Vector256<float> x0 = Vector256.Load(p);
                Vector256<float> x1 = Vector256.Load(p + 8);
                Vector256<float> x2 = Vector256.Load(p + 16);
                Vector256<float> v = Vector256.Load(d);
                a00 = Vector256.MultiplyAddEstimate(v, x0, a00);
                a01 = Vector256.MultiplyAddEstimate(v, x1, a01);
                a02 = Vector256.MultiplyAddEstimate(v, x2, a02);
                v = Vector256.Load(d + rowStride);
                a10 = Vector256.MultiplyAddEstimate(v, x0, a10);
                a11 = Vector256.MultiplyAddEstimate(v, x1, a11);
                a12 = Vector256.MultiplyAddEstimate(v, x2, a12);
                v = Vector256.Load(d + (2 * rowStride));
                a20 = Vector256.MultiplyAddEstimate(v, x0, a20);
                a21 = Vector256.MultiplyAddEstimate(v, x1, a21);
                a22 = Vector256.MultiplyAddEstimate(v, x2, a22);
                v = Vector256.Load(d + (3 * rowStride));
                a30 = Vector256.MultiplyAddEstimate(v, x0, a30);
                a31 = Vector256.MultiplyAddEstimate(v, x1, a31);
                a32 = Vector256.MultiplyAddEstimate(v, x2, a32);
            }
        }

        float* w = dw + k;
        StoreThree(w, a00, a01, a02);
        StoreThree(w + outputStride, a10, a11, a12);
        StoreThree(w + (2 * outputStride), a20, a21, a22);
        StoreThree(w + (3 * outputStride), a30, a31, a32);
    }

    private static void StoreThree(float* w, Vector256<float> a0, Vector256<float> a1, Vector256<float> a2)
    {
        w[0] = Vector256.Sum(a0);
        w[1] = Vector256.Sum(a1);
        w[2] = Vector256.Sum(a2);
    }

    private static void WeightsOne(LaneTensor x, LaneTensor dy, int o, float* dw, int kernel, int stride, int padding)
    {
        for (int c = 0; c < x.Channels; c++)
        {
            for (int k = 0; k < kernel; k++)
            {
                Vector256<float> sum = default;
                for (int g = 0; g < x.Groups; g++)
                {
                    float* p = x.Row(g, c) + ((long)(k - padding) * Lanes);
                    float* d = dy.Row(g, o);
                    for (int t = 0; t < dy.Length; t++)
                    {
                        sum = Vector256.MultiplyAddEstimate(Vector256.Load(d + ((long)t * Lanes)), Vector256.Load(p + ((long)t * stride * Lanes)), sum);
                    }
                }

                dw[(c * kernel) + k] = Vector256.Sum(sum);
            }
        }
    }
}
