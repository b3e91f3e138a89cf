using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public sealed unsafe class Conv1DTests
{
    private const double Tolerance = 2e-6;              // of the largest value: what float rounding leaves of up to 5000 sums

    private readonly LaneArena _arena = new();          // owns what the tensors point to

    public static TheoryData<int, int> KernelsAndStrides =>
        new(from kernel in Enumerable.Range(1, 15) from stride in Enumerable.Range(1, 3) select (kernel, stride));

    [Theory]
    [MemberData(nameof(KernelsAndStrides))]
    public void Forward_EveryLengthAndPadding_MatchesReference(int kernel, int stride) =>
        Assert.All(Conv1DShapes.Grid(kernel, stride), AssertForward);

    [Theory]
    [MemberData(nameof(KernelsAndStrides))]
    public void BackwardInput_EveryLengthAndPadding_MatchesReference(int kernel, int stride) =>
        Assert.All(Conv1DShapes.Grid(kernel, stride), AssertBackwardInput);

    [Theory]
    [MemberData(nameof(KernelsAndStrides))]
    public void BackwardWeights_EveryLengthAndPadding_MatchesReference(int kernel, int stride) =>
        Assert.All(Conv1DShapes.Grid(kernel, stride), AssertBackwardWeights);

    [Fact]
    public void AllPasses_OfPublishedNetworks_MatchReference()
    {
        Assert.All(Conv1DShapes.Published(), AssertForward);
        Assert.All(Conv1DShapes.Published(), AssertBackwardInput);
        Assert.All(Conv1DShapes.Published(), AssertBackwardWeights);
    }

    [Fact]
    public void Forward_WithoutBias_IsTheSumAlone()
    {
        var s = new Conv1DShape(2, 1, 3, 1, 2);
        LaneTensor x = LaneTensors.FromWindows(_arena, [1, 2, 3, 4, 5, 6], 2, 1, 3);
        LaneTensor y = LaneTensors.Filled(_arena, 2, 1, 2, float.NaN);

        Conv1D.Forward(x, LaneTensors.Pinned(_arena, [10, 1]), null, y, s.K, s.Stride, s.Padding, s.Groups, 0, 1);

        Assert.Equal([12, 23, 45, 56], LaneTensors.ToWindows(y, 2));
    }

    [Fact]
    public void AllPasses_OfSomeChannels_LeaveTheOthersAlone()
    {
        var data = new Conv1DData(new Conv1DShape(8, 9, 12, 9, 3, Padding: 1));
        LaneTensor x = LaneTensors.FromWindows(_arena, data.X, 8, 9, 12, margin: 1);
        LaneTensor dy = LaneTensors.FromWindows(_arena, data.Dy, 8, 9, 12, margin: 1);
        LaneTensor y = LaneTensors.Filled(_arena, 8, 9, 12, -1);
        LaneTensor dx = LaneTensors.Filled(_arena, 8, 9, 12, -1);
        float* w = LaneTensors.Pinned(_arena, data.W);
        float* dw = LaneTensors.Pinned(_arena, new double[data.W.Length]);

        Conv1D.Forward(x, w, null, y, 3, 1, 1, 1, 2, 5);
        Conv1D.BackwardInput(dy, w, dx, 3, 1, 1, 1, 2, 5);
        Conv1D.BackwardWeights(x, dy, dw, 3, 1, 1, 1, 2, 5);

        Assert.Equal([0, 1, 7, 8], Enumerable.Range(0, 9).Where(c => LaneTensors.ToWindows(y.Rows(c, 1), 8).All(v => v == -1)));
        Assert.Equal([0, 1, 7, 8], Enumerable.Range(0, 9).Where(c => LaneTensors.ToWindows(dx.Rows(c, 1), 8).All(v => v == -1)));
        Assert.Equal([0, 1, 7, 8], Enumerable.Range(0, 9).Where(o => new Span<float>(dw + (o * 27), 27).ToArray().All(v => v == 0)));
    }

    [Fact]
    public void AllPasses_WhateverTheRanges_AreBitEqual()
    {
        var s = new Conv1DShape(9, 6, 33, 10, 7, Padding: 2, Groups: 2);

        (float[] Y, float[] Dx, float[] Dw)[] results = [.. Enumerable.Range(0, 5).Select(i => new Conv1DData(s, rangeSeed: i)).Select(d => (d.Forward(), d.BackwardInput(), d.BackwardWeights()))];

        Assert.All(results, r => Assert.Equal(results[0].Y, r.Y));
        Assert.All(results, r => Assert.Equal(results[0].Dx, r.Dx));
        Assert.All(results, r => Assert.Equal(results[0].Dw, r.Dw));
    }

    private static void AssertForward(Conv1DShape shape)
    {
        var data = new Conv1DData(shape);

        float[] y = data.Forward();

        Near.AssertAll(Conv1DReference.Forward<double>(data.X, data.W, data.Bias, shape), y, Tolerance, $"y of {shape}");
    }

    private static void AssertBackwardInput(Conv1DShape shape)
    {
        var data = new Conv1DData(shape);

        float[] dx = data.BackwardInput();

        Near.AssertAll(Conv1DReference.Backward<double>(data.X, data.W, data.Dy, shape).Dx, dx, Tolerance, $"dx of {shape}");
    }

    private static void AssertBackwardWeights(Conv1DShape shape)
    {
        var data = new Conv1DData(shape);

        float[] dw = data.BackwardWeights();

        Near.AssertAll(Conv1DReference.Backward<double>(data.X, data.W, data.Dy, shape).Dw, dw, Tolerance, $"dw of {shape}");
    }
}
