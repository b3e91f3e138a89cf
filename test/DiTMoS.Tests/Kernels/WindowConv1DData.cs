using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

/// <summary>One window's convolution with norm, ReLU and pooling, for the reference, for the lane kernels and for those of single windows.</summary>
internal sealed unsafe class WindowConv1DData
{
    private readonly LaneArena _arena;
    private readonly int _ownChannels;
    private readonly double[] _x;
    private readonly double[] _w;
    private readonly double[] _bias;
    private readonly double[] _mean;
    private readonly double[] _variance;
    private readonly double[] _gamma;
    private readonly double[] _beta;

    /// <summary>Draws the data; channels behind <paramref name="ownChannels"/> lie in a tensor of another layout.</summary>
    public WindowConv1DData(LaneArena arena, Conv1DShape shape, int pool, bool average, int ownChannels)
    {
        (_arena, Shape, Pool, Average, _ownChannels) = (arena, shape, pool, average, ownChannels);
        _x = Draw.Gaussian(shape.C * shape.L, 1);
        _w = Draw.Gaussian(shape.O * (shape.C / shape.Groups) * shape.K, 2);
        _bias = Draw.Gaussian(shape.O, 3);
        _mean = Draw.Gaussian(shape.O, 4);
        _variance = [.. Draw.Gaussian(shape.O, 5).Select(v => (double)(float)((v * v) + 0.5))];
        _gamma = Draw.Gaussian(shape.O, 6);             // negative slopes too
        _beta = Draw.Gaussian(shape.O, 7);
    }

    public Conv1DShape Shape { get; }

    public int Pool { get; }

    public bool Average { get; }

    private int OutputLength => Shape.T / Pool;

    public override string ToString() => $"{Shape}, Q = {Pool}, {(Average ? "average" : "maximum")}, {_ownChannels} own channels";

    /// <summary>Shape (O, T / Q), in double.</summary>
    public double[] Expected()
    {
        double[] y = Conv1DReference.Forward<double>(_x, _w, _bias, Shape);
        double[] z = NormReluPoolReference.Norm<double>(y, _mean, _variance, _gamma, _beta, 1, Shape.O, Shape.T);
        return NormReluPoolReference.Pool<double>(NormReluPoolReference.Relu<double>(z), Shape.O, Shape.T, Pool, Average);
    }

    /// <summary>The same by the kernels for eight windows.</summary>
    public float[] ForwardByLanes()
    {
        Conv1DShape s = Shape;
        LaneTensor x = LaneTensors.FromWindows(_arena, _x, 1, s.C, s.L, 0, s.Padding);
        LaneTensor y = LaneTensors.Filled(_arena, 1, s.O, s.T, float.NaN);
        LaneTensor output = LaneTensors.Filled(_arena, 1, s.O, OutputLength, float.NaN);
        Conv1D.Forward(x, LaneTensors.Pinned(_arena, _w), LaneTensors.Pinned(_arena, _bias), y, s.K, s.Stride, s.Padding, s.Groups, 0, s.O);
        for (int o = 0; o < s.O; o++)
        {
            NormReluPool.Forward(y, output, o, (float)_mean[o], Scale(o), (float)_beta[o], Pool, Average);
        }

        return LaneTensors.ToWindows(output, 1);
    }

    /// <summary>The same by the kernels for one window; what lies around its input is NaN, around its output must stay.</summary>
    public float[] Forward()
    {
        Conv1DShape s = Shape;
        var conv = new PackedConv1D(_arena, s, Pool, Average);
        float[] weights = _w.ToSingle();
        int taps = weights.Length / s.O;
        for (int o = 0; o < s.O; o++)
        {
            conv.Set(o, weights.AsSpan(o * taps, taps), (float)_bias[o], (float)_mean[o], Scale(o), (float)_beta[o]);
        }

        WindowTensor own = Tensor(0, _ownChannels, channelsLast: s.K % 2 == 0);
        WindowTensor added = _ownChannels < s.C ? Tensor(_ownChannels, s.C - _ownChannels, channelsLast: true) : default;
        WindowTensor output = WindowTensor.ChannelsLast(_arena, s.O, PackedConv1D.WidthFor(s.O, s.Groups), OutputLength, margin: 1);
        WindowConv1D.Forward(own, added, conv, output, _arena.Floats(WindowConv1D.ScratchFor(OutputLength, Pool)));

        for (int o = 0; o < s.O; o++)
        {
            Assert.Equal((0f, 0f), (*output.At(o, -1), *output.At(o, OutputLength)));
        }

        var result = new float[s.O * OutputLength];
        fixed (float* p = result)
        {
            output.CopyTo(p);
        }

        return result;
    }

    private float Scale(int o) => (float)(_gamma[o] / Math.Sqrt(_variance[o] + NormReluPool.Epsilon));

    // Channels [first, first + count), between two areas of NaN.
    private WindowTensor Tensor(int first, int count, bool channelsLast)
    {
        Conv1DShape s = Shape;
        int width = channelsLast && count <= 8 ? 8 : count;
        int floats = Math.Max(1, width) * (s.L + (2 * s.Padding));
        float* data = LaneTensors.Pinned(_arena, new double[floats]);
        var tensor = channelsLast
            ? new WindowTensor((nint)(data + (s.Padding * width)), count, s.L, 1, width)
            : new WindowTensor((nint)(data + s.Padding), count, s.L, s.L + (2 * s.Padding), 1);
        for (int c = 0; c < count; c++)
        {
            for (int t = 0; t < s.L; t++)
            {
                *tensor.At(c, t) = (float)_x[((first + c) * s.L) + t];
            }
        }

        return tensor;
    }
}
