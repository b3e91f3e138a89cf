using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

/// <summary>Input, weights, bias and output gradient of one convolution, for the reference and for the kernels.</summary>
internal sealed unsafe class Conv1DData
{
    private readonly LaneArena _arena = new();          // owns what the pointers lead to
    private readonly SeededRandom _random;

    /// <summary>Draws the data; <paramref name="rangeSeed"/> decides how the passes are cut into ranges of channels.</summary>
    public Conv1DData(Conv1DShape shape, int? rangeSeed = null)
    {
        Shape = shape;
        _random = new SeededRandom(rangeSeed ?? (shape.L * 1000) + shape.K, "ranges", shape.Padding);
        X = Draw.Gaussian(shape.N * shape.C * shape.L, 1);
        W = Draw.Gaussian(shape.O * (shape.C / shape.Groups) * shape.K, 2);
        Bias = Draw.Gaussian(shape.O, 3);
        Dy = Draw.Gaussian(shape.N * shape.O * shape.T, 4);
    }

    public Conv1DShape Shape { get; }

    public double[] X { get; }

    public double[] W { get; }

    public double[] Bias { get; }

    public double[] Dy { get; }

    /// <summary>The rows of y, computed in three ranges of channels; lanes without a window hold garbage.</summary>
    public float[] Forward()
    {
        Conv1DShape s = Shape;
        LaneTensor x = LaneTensors.FromWindows(_arena, X, s.N, s.C, s.L, LaneTensors.Garbage, s.Padding + _random.Next(3));
        LaneTensor y = LaneTensors.Filled(_arena, s.N, s.O, s.T, float.NaN);
        float* w = LaneTensors.Pinned(_arena, W);
        float* bias = LaneTensors.Pinned(_arena, Bias);
        foreach ((int first, int count) in _random.Ranges(s.O))
        {
            Conv1D.Forward(x, w, bias, y, s.K, s.Stride, s.Padding, s.Groups, first, count);
        }

        return LaneTensors.ToWindows(y, s.N);
    }

    /// <summary>The rows of dx, computed in three ranges of channels.</summary>
    public float[] BackwardInput()
    {
        Conv1DShape s = Shape;
        LaneTensor dy = LaneTensors.FromWindows(_arena, Dy, s.N, s.O, s.T, 0, s.Stride == 1 ? Math.Max(0, s.K - 1 - s.Padding) : 0);
        LaneTensor dx = LaneTensors.Filled(_arena, s.N, s.C, s.L, float.NaN);
        float* w = LaneTensors.Pinned(_arena, W);
        float* reversed = LaneTensors.Pinned(_arena, new double[W.Length]);
        Conv1D.ReverseWeights(w, s.O, s.C, s.K, s.Groups, reversed);
        foreach ((int first, int count) in _random.Ranges(s.C))
        {
            Conv1D.BackwardInput(dy, reversed, dx, s.K, s.Stride, s.Padding, s.Groups, first, count);
        }

        return LaneTensors.ToWindows(dx, s.N);
    }

    /// <summary>dw, computed in three ranges of channels; lanes of x without a window hold garbage.</summary>
    public float[] BackwardWeights()
    {
        Conv1DShape s = Shape;
        LaneTensor x = LaneTensors.FromWindows(_arena, X, s.N, s.C, s.L, LaneTensors.Garbage, s.Padding + _random.Next(3));
        LaneTensor dy = LaneTensors.FromWindows(_arena, Dy, s.N, s.O, s.T, 0, _random.Next(3));
        float* dw = LaneTensors.Pinned(_arena, W);
        new Span<float>(dw, W.Length).Fill(float.NaN);
        foreach ((int first, int count) in _random.Ranges(s.O))
        {
            Conv1D.BackwardWeights(x, dy, dw, s.K, s.Stride, s.Padding, s.Groups, first, count);
        }

        return new Span<float>(dw, W.Length).ToArray();
    }
}
