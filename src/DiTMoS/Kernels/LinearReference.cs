using System.Numerics;

namespace DiTMoS.Kernels;

/// <summary>The definition of <see cref="Linear"/>: nested loops over (N, F), in any precision.</summary>
internal static class LinearReference
{
    /// <summary>y[n,j] = b[j] + Σf w[j,f] · x[n,f].</summary>
    public static T[] Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, int n, int inputs, int outputs)
        where T : IFloatingPointIeee754<T>
    {
        var y = new T[n * outputs];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < outputs; j++)
            {
                T sum = bias[j];
                for (int f = 0; f < inputs; f++)
                {
                    sum += w[(j * inputs) + f] * x[(i * inputs) + f];
                }

                y[(i * outputs) + j] = sum;
            }
        }

        return y;
    }

    /// <summary>The gradients of input, weights and bias, from that of the output.</summary>
    public static (T[] Dx, T[] Dw, T[] Db) Backward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> dy, int n, int inputs, int outputs)
        where T : IFloatingPointIeee754<T>
    {
        var dx = new T[n * inputs];
        var dw = new T[outputs * inputs];
        var db = new T[outputs];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < outputs; j++)
            {
                T d = dy[(i * outputs) + j];
                db[j] += d;
                for (int f = 0; f < inputs; f++)
                {
                    dx[(i * inputs) + f] += w[(j * inputs) + f] * d;
                    dw[(j * inputs) + f] += x[(i * inputs) + f] * d;
                }
            }
        }

        return (dx, dw, db);
    }
}
