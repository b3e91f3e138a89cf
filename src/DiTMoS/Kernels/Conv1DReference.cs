using System.Numerics;

namespace DiTMoS.Kernels;

/// <summary>The definition of <see cref="Conv1D"/>: nested loops over (N, C, L), in any precision.</summary>
internal static class Conv1DReference
{
    /// <summary>y[n,o,t] = b[o] + Σc Σk w[o,c,k] · x[n, c, t·S + k - P].</summary>
    public static T[] Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, in Conv1DShape s)
        where T : IFloatingPointIeee754<T>
    {
        var y = new T[s.N * s.O * s.T];
        for (int n = 0; n < s.N; n++)
        {
            for (int o = 0; o < s.O; o++)
            {
                for (int t = 0; t < s.T; t++)
                {
                    T sum = bias[o];
                    for (int c = 0; c < s.C / s.Groups; c++)
                    {
                        for (int k = 0; k < s.K; k++)
                        {
                            int l = (t * s.Stride) + k - s.Padding;
                            if ((uint)l < (uint)s.L)
                            {
                                sum += w[s.Weight(o, c, k)] * x[s.Input(n, s.InputChannel(o, c), l)];
                            }
                        }
                    }

                    y[s.Output(n, o, t)] = sum;
                }
            }
        }

        return y;
    }

    /// <summary>The gradients of input, weights and bias, from that of the output.</summary>
    public static (T[] Dx, T[] Dw, T[] Db) Backward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> dy, in Conv1DShape s)
        where T : IFloatingPointIeee754<T>
    {
        var dx = new T[x.Length];
        var dw = new T[w.Length];
        var db = new T[s.O];
        for (int n = 0; n < s.N; n++)
        {
            for (int o = 0; o < s.O; o++)
            {
                for (int t = 0; t < s.T; t++)
                {
                    T d = dy[s.Output(n, o, t)];
                    db[o] += d;
                    for (int c = 0; c < s.C / s.Groups; c++)
                    {
                        for (int k = 0; k < s.K; k++)
                        {
                            int l = (t * s.Stride) + k - s.Padding;
                            if ((uint)l < (uint)s.L)
                            {
                                dx[s.Input(n, s.InputChannel(o, c), l)] += w[s.Weight(o, c, k)] * d;
                                dw[s.Weight(o, c, k)] += x[s.Input(n, s.InputChannel(o, c), l)] * d;
                            }
                        }
                    }
                }
            }
        }

        return (dx, dw, db);
    }
}
