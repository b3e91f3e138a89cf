namespace DiTMoS.Kernels;

/// <summary>The sizes of a convolution over (N, C, L), in the alphabet of <see cref="LaneTensor"/>.</summary>
internal readonly record struct Conv1DShape(int N, int C, int L, int O, int K, int Stride = 1, int Padding = 0, int Groups = 1)
{
    /// <summary>Output samples.</summary>
    public int T => ((L + (2 * Padding) - K) / Stride) + 1;

    /// <summary>Where x[n,c,l] lies.</summary>
    public int Input(int n, int c, int l) => (((n * C) + c) * L) + l;

    /// <summary>Where y[n,o,t] lies.</summary>
    public int Output(int n, int o, int t) => (((n * O) + o) * T) + t;

    /// <summary>Where w[o,c,k] lies; c counts within the group.</summary>
    public int Weight(int o, int c, int k) => (((o * (C / Groups)) + c) * K) + k;

    /// <summary>The input channel that output o reads as its c-th.</summary>
    public int InputChannel(int o, int c) => (o / (O / Groups) * (C / Groups)) + c;
}
