using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

/// <summary>BatchNorm1D, ReLU and pooling in one pass over a row, forward and backward; every channel stands alone.</summary>
/// <remarks>
/// z = γ (y - μ) / sqrt(σ² + ε) + β; a = max(z, 0); out[p] = max or mean of a over [p·Q, p·Q + Q). Samples behind the last whole pooling
/// window take part in the statistics, not in the output. Ioffe and Szegedy, "Batch Normalization" (2015). Neither z nor a is ever stored.
/// </remarks>
internal static unsafe class NormReluPool
{
    /// <summary>ε of all batch norms.</summary>
    public const float Epsilon = 1e-5f;

    private const int Lanes = LaneTensor.Lanes;

    /// <summary>Mean and biased variance of one channel over all windows and samples.</summary>
    /// <param name="y">Rows (G, C, T).</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="windows">Windows in the batch, N; the lanes behind them hold zeros or are ignored.</param>
    public static (float Mean, float Variance) Statistics(LaneTensor y, int channel, int windows)
    {
        double sum = 0;
        for (int g = 0; g < y.Groups; g++)
        {
            Vector256<float> mask = LaneMask(windows, g);
            Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
            float* p = y.Row(g, channel);
            int t = 0;
            for (; t <= y.Length - 4; t += 4, p += 4 * Lanes)
            {
                s0 += Vector256.Load(p);
                s1 += Vector256.Load(p + 8);
                s2 += Vector256.Load(p + 16);
                s3 += Vector256.Load(p + 24);
            }

            for (; t < y.Length; t++, p += Lanes)
            {
                s0 += Vector256.Load(p);
            }

            sum += Vector256.Sum(((s0 + s1) + (s2 + s3)) & mask);
        }

        double count = (double)windows * y.Length;
        var mean = (float)(sum / count);
        double squares = 0;
        for (int g = 0; g < y.Groups; g++)
        {
            Vector256<float> mask = LaneMask(windows, g);
            Vector256<float> m = Vector256.Create(mean);
            Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
            float* p = y.Row(g, channel);
            int t = 0;
            for (; t <= y.Length - 4; t += 4, p += 4 * Lanes)
            {
                Vector256<float> d0 = Vector256.Load(p) - m;
                Vector256<float> d1 = Vector256.Load(p + 8) - m;
                Vector256<float> d2 = Vector256.Load(p + 16) - m;
                Vector256<float> d3 = Vector256.Load(p + 24) - m;
                s0 = Vector256.MultiplyAddEstimate(d0, d0, s0);
                s1 = Vector256.MultiplyAddEstimate(d1, d1, s1);
                s2 = Vector256.MultiplyAddEstimate(d2, d2, s2);
                s3 = Vector256.MultiplyAddEstimate(d3, d3, s3);
            }

            for (; t < y.Length; t++, p += Lanes)
            {
                Vector256<float> d = Vector256.Load(p) - m;
                s0 = Vector256.MultiplyAddEstimate(d, d, s0);
            }

            squares += Vector256.Sum(((s0 + s1) + (s2 + s3)) & mask);
        }

        return (mean, (float)(squares / count));
    }

    /// <summary>Normalises, rectifies and pools one channel.</summary>
    /// <param name="y">Rows (G, C, T).</param>
    /// <param name="output">Rows (G, C', T / Q).</param>
    /// <param name="channel">Which channel of both.</param>
    /// <param name="mean">μ.</param>
    /// <param name="scale">γ / sqrt(σ² + ε).</param>
    /// <param name="beta">β.</param>
    /// <param name="pool">Q, at least 1.</param>
    /// <param name="average">Mean instead of maximum.</param>
    public static void Forward(LaneTensor y, LaneTensor output, int channel, float mean, float scale, float beta, int pool, bool average)
    {
        Vector256<float> m = Vector256.Create(mean);
        Vector256<float> s = Vector256.Create(scale);
        Vector256<float> b = Vector256.Create(beta);
        for (int g = 0; g < y.Groups; g++)
        {
            float* p = y.Row(g, channel);
            float* o = output.Row(g, channel);
            float* end = o + ((long)output.Length * Lanes);
            if (pool == 2 && !average)
            {
                for (; o < end; o += Lanes, p += 2 * Lanes)
                {
                    Vector256<float> z0 = Vector256.MultiplyAddEstimate(Vector256.Load(p) - m, s, b);
                    Vector256<float> z1 = Vector256.MultiplyAddEstimate(Vector256.Load(p + 8) - m, s, b);
                    Vector256.Max(Vector256.Max(z0, z1), Vector256<float>.Zero).Store(o);
                }

                continue;
            }

            Vector256<float> share = Vector256.Create(1f / pool);
            for (; o < end; o += Lanes)
            {
                Vector256<float> a = default;
                for (int q = 0; q < pool; q++, p += Lanes)
                {
                    Vector256<float> z = Vector256.Max(Vector256.MultiplyAddEstimate(Vector256.Load(p) - m, s, b), Vector256<float>.Zero);
                    a = average ? a + z : Vector256.Max(a, z);
                }

                (average ? a * share : a).Store(o);
            }
        }
    }

    /// <summary>dy of one channel, and the gradients of γ and β, from the gradient of the pooled output.</summary>
    /// <param name="y">Rows (G, C, T), as the forward pass read them.</param>
    /// <param name="dOutput">Rows (G, C', T / Q); zero in lanes without a window.</param>
    /// <param name="dy">Rows (G, C, T), overwritten; lanes without a window become zero.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="windows">Windows in the batch.</param>
    /// <param name="mean">μ of the batch.</param>
    /// <param name="inverseDeviation">1 / sqrt(σ² + ε) of the batch.</param>
    /// <param name="gamma">γ.</param>
    /// <param name="beta">β.</param>
    /// <param name="pool">Q.</param>
    /// <param name="average">Mean instead of maximum.</param>
    /// <returns>The gradients of γ and β.</returns>
    /// <remarks>Where several samples of a window share the maximum, the first one takes the gradient.</remarks>
    public static (float Gamma, float Beta) Backward(
        LaneTensor y,
        LaneTensor dOutput,
        LaneTensor dy,
        int channel,
        int windows,
        float mean,
        float inverseDeviation,
        float gamma,
        float beta,
        int pool,
        bool average)
    {
        Vector256<float> m = Vector256.Create(mean);
        Vector256<float> r = Vector256.Create(inverseDeviation);
        float scale = gamma * inverseDeviation;
        Vector256<float> s = Vector256.Create(scale);
        Vector256<float> b = Vector256.Create(beta);
        double sum = 0;
        double product = 0;
        for (int g = 0; g < y.Groups; g++)
        {
            Vector256<float> sums = default;
            Vector256<float> products = default;
            float* p = y.Row(g, channel);
            float* d = dOutput.Row(g, channel);
            float* o = dy.Row(g, channel);
            float* end = d + ((long)dOutput.Length * Lanes);
            if (pool == 2 && !average)
            {
                for (; d < end; d += Lanes, p += 2 * Lanes, o += 2 * Lanes)
                {
                    Vector256<float> y0 = Vector256.Load(p) - m;
                    Vector256<float> y1 = Vector256.Load(p + 8) - m;
                    Vector256<float> z0 = Vector256.MultiplyAddEstimate(y0, s, b);
                    Vector256<float> z1 = Vector256.MultiplyAddEstimate(y1, s, b);
                    Vector256<float> first = Vector256.GreaterThanOrEqual(z0, z1);
                    Vector256<float> gradient = Vector256.Load(d) & Vector256.GreaterThan(Vector256.Max(z0, z1), Vector256<float>.Zero);
                    Vector256<float> hat = Vector256.ConditionalSelect(first, y0, y1) * r;
                    sums += gradient;
                    products = Vector256.MultiplyAddEstimate(gradient, hat, products);
                    (gradient & first).Store(o);
                    Vector256.AndNot(gradient, first).Store(o + 8);
                }
            }
            else
            {
                for (; d < end; d += Lanes, p += pool * Lanes, o += pool * Lanes)
                {
                    Scatter(p, Vector256.Load(d), o, m, s, b, pool, average);
                    for (int q = 0; q < pool; q++)
                    {
                        Vector256<float> gradient = Vector256.Load(o + (q * Lanes));
                        sums += gradient;
                        products = Vector256.MultiplyAddEstimate(gradient, (Vector256.Load(p + (q * Lanes)) - m) * r, products);
                    }
                }
            }

            for (int t = dOutput.Length * pool; t < y.Length; t++, o += Lanes)
            {
                Vector256<float>.Zero.Store(o);
            }

            sum += Vector256.Sum(sums);
            product += Vector256.Sum(products);
        }

        // dy = γ/sqrt(σ²+ε) (dz - mean(dz) - ŷ mean(dz ŷ)), over the lanes that hold a window
        double count = (double)windows * y.Length;
        Vector256<float> meanOfGradient = Vector256.Create((float)(sum / count));
        Vector256<float> slope = Vector256.Create((float)(product / count) * inverseDeviation);
        for (int g = 0; g < y.Groups; g++)
        {
            Vector256<float> mask = LaneMask(windows, g);
            Vector256<float> masked = s & mask;
            float* p = y.Row(g, channel);
            float* o = dy.Row(g, channel);
            for (float* end = o + ((long)y.Length * Lanes); o < end; o += Lanes, p += Lanes)
            {
                Vector256<float> centred = Vector256.Load(p) - m;
                Vector256<float> v = Vector256.Load(o) - meanOfGradient - (centred * slope);
                (v * masked).Store(o);
            }
        }

        return ((float)product, (float)sum);
    }

    /// <summary>All bits set in the lanes of group <paramref name="group"/> that hold one of <paramref name="windows"/> windows.</summary>
    public static Vector256<float> LaneMask(int windows, int group)
    {
        int filled = Math.Clamp(windows - (group * Lanes), 0, Lanes);
        return Vector256.LessThan(Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7), Vector256.Create((float)filled));
    }

    // The gradient of one pooling window, for any size and kind of pooling.
    private static void Scatter(float* y, Vector256<float> gradient, float* target, Vector256<float> mean, Vector256<float> scale, Vector256<float> beta, int pool, bool average)
    {
        if (average)
        {
            Vector256<float> share = gradient * Vector256.Create(1f / pool);
            for (int q = 0; q < pool; q++)
            {
                Vector256<float> z = Vector256.MultiplyAddEstimate(Vector256.Load(y + (q * Lanes)) - mean, scale, beta);
                (share & Vector256.GreaterThan(z, Vector256<float>.Zero)).Store(target + (q * Lanes));
            }

            return;
        }

        Vector256<float> best = default;                // ReLU: below zero there is no gradient
        for (int q = 0; q < pool; q++)
        {
            best = Vector256.Max(best, Vector256.MultiplyAddEstimate(Vector256.Load(y + (q * Lanes)) - mean, scale, beta));
        }

        Vector256<float> open = Vector256.GreaterThan(best, Vector256<float>.Zero);
        for (int q = 0; q < pool; q++)
        {
            Vector256<float> z = Vector256.MultiplyAddEstimate(Vector256.Load(y + (q * Lanes)) - mean, scale, beta);
            Vector256<float> here = Vector256.Equals(z, best) & open;
            (gradient & here).Store(target + (q * Lanes));
            open = Vector256.AndNot(open, here);
        }

        Debug.Assert(pool >= 1, "no pooling window");
    }
}
