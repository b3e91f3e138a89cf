using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

/// <summary>One-dimensional convolution over lane tensors.</summary>
/// <remarks>
/// Forward: y[o,t] = b[o] + Σc Σk w[o,c,k] · x[c, t·S + k - P], with w (O, C / groups, K). The padding P is the margin of x.
/// The order of addition is c, then k, and every product is fused (FMA), so results differ from <see cref="Conv1DReference"/> by rounding only
/// (about 1e-6 of the largest value).
/// </remarks>
internal static unsafe partial class Conv1D
{
    /// <summary>Outputs that one pass of the inner loop keeps in registers.</summary>
    public const int OutputBlock = 4;

    private const int Lanes = LaneTensor.Lanes;
    private const int TimeBlock = 4;

    /// <summary>Computes the rows of y.</summary>
    /// <param name="x">Input (G, C, L); its margin must be at least <paramref name="padding"/>.</param>
    /// <param name="w">Weights (O, C / groups, K).</param>
    /// <param name="bias">Bias (O), or null for zero.</param>
    /// <param name="y">Output (G, O, T).</param>
    /// <param name="kernel">K.</param>
    /// <param name="stride">S.</param>
    /// <param name="padding">P.</param>
    /// <param name="groups">Groups of the convolution.</param>
    /// <param name="first">The first output channel to compute.</param>
    /// <param name="count">How many output channels to compute.</param>
    public static void Forward(LaneTensor x, float* w, float* bias, LaneTensor y, int kernel, int stride, int padding, int groups, int first, int count)
    {
        Debug.Assert(x.Margin >= padding && y.Length == ((x.Length + (2 * padding) - kernel) / stride) + 1, "shapes do not fit");
        int c = x.Channels / groups;
        int outputs = y.Channels / groups;
        for (int o = first; o < first + count;)
        {
            int group = o / outputs;
            int block = Math.Min(first + count, (group + 1) * outputs) - o;      // outputs left that read the same inputs
            if (block > OutputBlock)
            {
                block = OutputBlock;
            }

            float* weights = w + ((long)o * c * kernel);
            for (int g = 0; g < x.Groups; g++)
            {
                float* input = x.Row(g, group * c) - (padding * Lanes);
                if (block == OutputBlock && y.Length >= TimeBlock)
                {
                    ForwardFour(input, x.RowStride, weights, bias == null ? null : bias + o, y.Row(g, o), y.RowStride, c, kernel, stride, y.Length);
                }
                else
                {
                    for (int j = 0; j < block; j++)
                    {
                        ForwardOne(input, x.RowStride, weights + ((long)j * c * kernel), bias == null ? 0 : bias[o + j], y.Row(g, o + j), c, kernel, stride, y.Length);
                    }
                }
            }

            o += block;
        }
    }

    // Four outputs by four samples stay in 16 registers; the last block of samples may overlap the one before it and writes the same values again.
    private static void ForwardFour(float* x, int rowStride, float* w, float* bias, float* y, int yStride, int channels, int kernel, int stride, int length)
    {
        int weightStride = channels * kernel;
        int step = stride * Lanes;
        for (int t = 0; ; t += TimeBlock)
        {
            if (t > length - TimeBlock)
            {
                t = length - TimeBlock;
            }

            Vector256<float> b0 = default, b1 = default, b2 = default, b3 = default;
            if (bias != null)
            {
                b0 = Vector256.Create(bias[0]);
                b1 = Vector256.Create(bias[1]);
                b2 = Vector256.Create(bias[2]);
                b3 = Vector256.Create(bias[3]);
            }

            Vector256<float> a00 = b0, a01 = b0, a02 = b0, a03 = b0;
            Vector256<float> a10 = b1, a11 = b1, a12 = b1, a13 = b1;
            Vector256<float> a20 = b2, a21 = b2, a22 = b2, a23 = b2;
            Vector256<float> a30 = b3, a31 = b3, a32 = b3, a33 = b3;
            float* row = x + ((long)t * step);
            float* w0 = w;
            for (int c = 0; c < channels; c++, row += rowStride)
            {
                float* p = row;
                for (float* end = w0 + kernel; w0 < end; w0++, p += Lanes)
                {
                    Vector256<float> x0 = Vector256.Load(p);
                    Vector256<float> x1 = Vector256.Load(p + step);
                    Vector256<float> x2 = Vector256.Load(p + (2 * step));
                    Vector256<float> x3 = Vector256.Load(p + (3 * step));
                    Vector256<float> v = Vector256.Create(*w0);
                    a00 = Vector256.MultiplyAddEstimate(v, x0, a00);
                    a01 = Vector256.MultiplyAddEstimate(v, x1, a01);
                    a02 = Vector256.MultiplyAddEstimate(v, x2, a02);
                    a03 = Vector256.MultiplyAddEstimate(v, x3, a03);
                    v = Vector256.Create(w0[weightStride]);
                    a10 = Vector256.MultiplyAddEstimate(v, x0, a10);
                    a11 = Vector256.MultiplyAddEstimate(v, x1, a11);
                    a12 = Vector256.MultiplyAddEstimate(v, x2, a12);
                    a13 = Vector256.MultiplyAddEstimate(v, x3, a13);
                    v = Vector256.Create(w0[2 * weightStride]);
                    a20 = Vector256.MultiplyAddEstimate(v, x0, a20);
                    a21 = Vector256.MultiplyAddEstimate(v, x1, a21);
                    a22 = Vector256.MultiplyAddEstimate(v, x2, a22);
                    a23 = Vector256.MultiplyAddEstimate(v, x3, a23);
                    v = Vector256.Create(w0[3 * weightStride]);
                    a30 = Vector256.MultiplyAddEstimate(v, x0, a30);
                    a31 = Vector256.MultiplyAddEstimate(v, x1, a31);
                    a32 = Vector256.MultiplyAddEstimate(v, x2, a32);
                    a33 = Vector256.MultiplyAddEstimate(v, x3, a33);
                }
            }

            float* d = y + ((long)t * Lanes);
            a00.Store(d);
            a01.Store(d + 8);
            a02.Store(d + 16);
            a03.Store(d + 24);
            d += yStride;
            a10.Store(d);
            a11.Store(d + 8);
            a12.Store(d + 16);
            a13.Store(d + 24);
            d += yStride;
            a20.Store(d);
            a21.Store(d + 8);
            a22.Store(d + 16);
            a23.Store(d + 24);
            d += yStride;
            a30.Store(d);
            a31.Store(d + 8);
            a32.Store(d + 16);
            a33.Store(d + 24);
            if (t + TimeBlock >= length)
            {
                return;
            }
        }
    }

    private static void ForwardOne(float* x, int rowStride, float* w, float bias, float* y, int channels, int kernel, int stride, int length)
    {
        for (int t = 0; t < length; t++)
        {
            Vector256<float> sum = Vector256.Create(bias);
            float* row = x + ((long)t * stride * Lanes);
            for (int c = 0; c < channels; c++, row += rowStride)
            {
                for (int k = 0; k < kernel; k++)
                {
                    sum = Vector256.MultiplyAddEstimate(Vector256.Create(w[(c * kernel) + k]), Vector256.Load(row + (k * Lanes)), sum);
                }
            }

            sum.Store(y + ((long)t * Lanes));
        }
    }
}
