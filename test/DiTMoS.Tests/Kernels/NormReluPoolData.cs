using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

/// <summary>One channel-wise norm with ReLU and pooling, for the reference and for the kernel; lanes without a window hold garbage where they may.</summary>
internal sealed class NormReluPoolData
{
    private readonly LaneArena _arena = new();          // owns what the tensors point to
    private readonly LaneTensor _y;
    private readonly double[] _mean;
    private readonly double[] _variance;

    public NormReluPoolData(int n, int channels, int length, int pool, bool average, double[]? y = null)
    {
        (N, Channels, Length, PoolSize, Average) = (n, channels, length, pool, average);
        Y = y ?? Draw.Gaussian(n * channels * length, 1);
        Gamma = Draw.Gaussian(channels, 2);             // negative slopes too
        Beta = Draw.Gaussian(channels, 3);
        DOutput = Draw.Gaussian(n * channels * Outputs, 4);
        _y = LaneTensors.FromWindows(_arena, Y, n, channels, length, LaneTensors.Garbage, margin: 1);
        (_mean, _variance) = NormReluPoolReference.Statistics<double>(Y, n, channels, length);
    }

    public int N { get; }

    public int Channels { get; }

    public int Length { get; }

    public int PoolSize { get; }

    public bool Average { get; }

    public int Outputs => Length / PoolSize;

    public double[] Y { get; }

    public double[] Gamma { get; }

    public double[] Beta { get; }

    public double[] DOutput { get; }

    public override string ToString() => $"N = {N}, C = {Channels}, T = {Length}, Q = {PoolSize}, {(Average ? "average" : "maximum")}";

    public double[] ExpectedForward()
    {
        double[] z = NormReluPoolReference.Norm<double>(Y, _mean, _variance, Gamma, Beta, N, Channels, Length);
        return NormReluPoolReference.Pool<double>(NormReluPoolReference.Relu<double>(z), N * Channels, Length, PoolSize, Average);
    }

    public (double[] Dy, double[] DGamma, double[] DBeta) ExpectedBackward()
    {
        double[] z = NormReluPoolReference.Norm<double>(Y, _mean, _variance, Gamma, Beta, N, Channels, Length);
        double[] da = NormReluPoolReference.PoolBackward<double>(NormReluPoolReference.Relu<double>(z), DOutput, N * Channels, Length, PoolSize, Average);
        return NormReluPoolReference.NormBackward<double>(Y, NormReluPoolReference.ReluBackward<double>(z, da), Gamma, N, Channels, Length);
    }

    public (double[] Mean, double[] Variance) ExpectedStatistics() => (_mean, _variance);

    public (float[] Mean, float[] Variance) Statistics()
    {
        (float Mean, float Variance)[] all = [.. Enumerable.Range(0, Channels).Select(c => NormReluPool.Statistics(_y, c, N))];
        return ([.. all.Select(s => s.Mean)], [.. all.Select(s => s.Variance)]);
    }

    public float[] Forward()
    {
        LaneTensor output = LaneTensors.Filled(_arena, N, Channels, Outputs, float.NaN, margin: 2);
        for (int c = 0; c < Channels; c++)
        {
            NormReluPool.Forward(_y, output, c, (float)_mean[c], (float)(Gamma[c] * InverseDeviation(c)), (float)Beta[c], PoolSize, Average);
        }

        return LaneTensors.ToWindows(output, N);
    }

    public (float[] Dy, float[] DGamma, float[] DBeta, float[] EmptyLanesOfDy) Backward()
    {
        LaneTensor dOutput = LaneTensors.FromWindows(_arena, DOutput, N, Channels, Outputs);
        LaneTensor dy = LaneTensors.Filled(_arena, N, Channels, Length, float.NaN, margin: 3);
        var dGamma = new float[Channels];
        var dBeta = new float[Channels];
        for (int c = 0; c < Channels; c++)
        {
            (dGamma[c], dBeta[c]) = NormReluPool.Backward(
                _y, dOutput, dy, c, N, (float)_mean[c], (float)InverseDeviation(c), (float)Gamma[c], (float)Beta[c], PoolSize, Average);
        }

        return (LaneTensors.ToWindows(dy, N), dGamma, dBeta, LaneTensors.EmptyLanes(dy, N));
    }

    private double InverseDeviation(int c) => 1 / Math.Sqrt(_variance[c] + NormReluPool.Epsilon);
}
