using System.Numerics;

namespace DiTMoS.Kernels;

/// <summary>The definitions that <see cref="NormReluPool"/> fuses: BatchNorm1D, ReLU, MaxPool1D and AveragePool1D over (N, C, L), in any precision.</summary>
internal static class NormReluPoolReference
{
    /// <summary>Mean and biased variance of each channel over windows and samples.</summary>
    public static (T[] Mean, T[] Variance) Statistics<T>(ReadOnlySpan<T> y, int n, int channels, int length)
        where T : IFloatingPointIeee754<T>
    {
        var mean = new T[channels];
        var variance = new T[channels];
        T count = T.CreateChecked(n * length);
        for (int c = 0; c < channels; c++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int t = 0; t < length; t++)
                {
                    mean[c] += y[(((i * channels) + c) * length) + t];
                }
            }

            mean[c] /= count;
            for (int i = 0; i < n; i++)
            {
                for (int t = 0; t < length; t++)
                {
                    T d = y[(((i * channels) + c) * length) + t] - mean[c];
                    variance[c] += d * d;
                }
            }

            variance[c] /= count;
        }

        return (mean, variance);
    }

    /// <summary>BatchNorm1D: γ (y - μ) / sqrt(σ² + ε) + β.</summary>
    public static T[] Norm<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> mean, ReadOnlySpan<T> variance, ReadOnlySpan<T> gamma, ReadOnlySpan<T> beta, int n, int channels, int length)
        where T : IFloatingPointIeee754<T>
    {
        var z = new T[y.Length];
        for (int i = 0; i < z.Length; i++)
        {
            int c = i / length % channels;
            z[i] = (gamma[c] * (y[i] - mean[c]) / T.Sqrt(variance[c] + T.CreateChecked(NormReluPool.Epsilon))) + beta[c];
        }

        return z;
    }

    /// <summary>The gradients of BatchNorm1D in training mode.</summary>
    public static (T[] Dy, T[] Dgamma, T[] Dbeta) NormBackward<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> dz, ReadOnlySpan<T> gamma, int n, int channels, int length)
        where T : IFloatingPointIeee754<T>
    {
        (T[] mean, T[] variance) = Statistics(y, n, channels, length);
        var dGamma = new T[channels];
        var dBeta = new T[channels];
        var hat = new T[y.Length];
        for (int i = 0; i < hat.Length; i++)
        {
            int c = i / length % channels;
            hat[i] = (y[i] - mean[c]) / T.Sqrt(variance[c] + T.CreateChecked(NormReluPool.Epsilon));
            dGamma[c] += dz[i] * hat[i];
            dBeta[c] += dz[i];
        }

        var dy = new T[y.Length];
        T count = T.CreateChecked(n * length);
        for (int i = 0; i < dy.Length; i++)
        {
            int c = i / length % channels;
            dy[i] = gamma[c] / T.Sqrt(variance[c] + T.CreateChecked(NormReluPool.Epsilon)) * (dz[i] - (dBeta[c] / count) - (hat[i] * dGamma[c] / count));
        }

        return (dy, dGamma, dBeta);
    }

    /// <summary>max(z, 0).</summary>
    public static T[] Relu<T>(ReadOnlySpan<T> z)
        where T : IFloatingPointIeee754<T>
    {
        var a = new T[z.Length];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = T.Max(z[i], T.Zero);
        }

        return a;
    }

    /// <summary>dz = da where z is positive.</summary>
    public static T[] ReluBackward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> da)
        where T : IFloatingPointIeee754<T>
    {
        var dz = new T[z.Length];
        for (int i = 0; i < dz.Length; i++)
        {
            dz[i] = z[i] > T.Zero ? da[i] : T.Zero;
        }

        return dz;
    }

    /// <summary>The maximum or the mean of each whole window of <paramref name="pool"/> samples; <paramref name="rows"/> = N · C.</summary>
    public static T[] Pool<T>(ReadOnlySpan<T> a, int rows, int length, int pool, bool average)
        where T : IFloatingPointIeee754<T>
    {
        int outputs = length / pool;
        var p = new T[rows * outputs];
        for (int r = 0; r < rows; r++)
        {
            for (int t = 0; t < outputs; t++)
            {
                ReadOnlySpan<T> window = a.Slice((r * length) + (t * pool), pool);
                T value = average ? T.Zero : window[0];
                foreach (T v in window)
                {
                    value = average ? value + (v / T.CreateChecked(pool)) : T.Max(value, v);
                }

                p[(r * outputs) + t] = value;
            }
        }

        return p;
    }

    /// <summary>The gradient of <see cref="Pool"/>; the first of equal maxima takes it.</summary>
    public static T[] PoolBackward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> dp, int rows, int length, int pool, bool average)
        where T : IFloatingPointIeee754<T>
    {
        int outputs = length / pool;
        var da = new T[a.Length];
        for (int r = 0; r < rows; r++)
        {
            for (int t = 0; t < outputs; t++)
            {
                int first = (r * length) + (t * pool);
                int best = first;
                for (int q = first; q < first + pool; q++)
                {
                    best = a[q] > a[best] ? q : best;
                    if (average)
                    {
                        da[q] = dp[(r * outputs) + t] / T.CreateChecked(pool);
                    }
                }

                if (!average)
                {
                    da[best] = dp[(r * outputs) + t];
                }
            }
        }

        return da;
    }
}
