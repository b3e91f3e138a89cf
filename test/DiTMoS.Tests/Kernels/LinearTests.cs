using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public sealed unsafe class LinearTests
{
    private const double Tolerance = 2e-6;              // of the largest value

    private static readonly int[] Inputs = [1, 2, 7, 8, 9, 15, 16, 17, 52, 64, 176, 257];
    private static readonly int[] Outputs = [1, 2, 5, 7, 8, 9, 16, 17, 33, 64];

    private readonly LaneArena _arena = new();          // owns what the pointers lead to

    public static TheoryData<int, int> Sizes => new(from inputs in Inputs from outputs in Outputs select (inputs, outputs));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_AnySize_MatchesReference(int inputs, int outputs)
    {
        var (x, w, bias, _) = Data(inputs, outputs);
        LaneTensor y = LaneTensors.Filled(_arena, 8, outputs, 1, float.NaN);

        Linear.Forward(Lanes(x, inputs), LaneTensors.Pinned(_arena, w), LaneTensors.Pinned(_arena, bias), y.Row(0, 0), inputs, outputs);

        double[] expected = LinearReference.Forward<double>(x, w, bias, 8, inputs, outputs);
        Near.AssertAll(expected, LaneTensors.ToWindows(y, 8), Tolerance, "y");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void BackwardInput_AnySize_AddsTheReference(int inputs, int outputs)
    {
        var (x, w, _, dy) = Data(inputs, outputs);
        LaneTensor dx = LaneTensors.Filled(_arena, 8, inputs, 1, 3);

        Linear.BackwardInput(Lanes(dy, outputs), LaneTensors.Pinned(_arena, w), dx.Row(0, 0), inputs, outputs);

        double[] expected = LinearReference.Backward<double>(x, w, dy, 8, inputs, outputs).Dx;
        Near.AssertAll([.. expected.Select(v => v + 3)], LaneTensors.ToWindows(dx, 8), Tolerance, "dx");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void BackwardWeights_AnySize_AddsTheReference(int inputs, int outputs)
    {
        var (x, w, _, dy) = Data(inputs, outputs);
        float* dw = LaneTensors.Pinned(_arena, [.. Enumerable.Repeat(2.0, w.Length)]);
        float* db = LaneTensors.Pinned(_arena, [.. Enumerable.Repeat(5.0, outputs)]);
        float* transposed = _arena.Floats((inputs + 7) / 8 * 64);

        Linear.BackwardWeights(Lanes(x, inputs), Lanes(dy, outputs), dw, db, transposed, inputs, outputs);

        (_, double[] expectedW, double[] expectedB) = LinearReference.Backward<double>(x, w, dy, 8, inputs, outputs);
        Near.AssertAll([.. expectedW.Select(v => v + 2)], new ReadOnlySpan<float>(dw, w.Length), Tolerance, "dw");
        Near.AssertAll([.. expectedB.Select(v => v + 5)], new ReadOnlySpan<float>(db, outputs), Tolerance, "db");
    }

    [Fact]
    public void BackwardWeights_GarbageInEmptyLanes_IsIgnored()
    {
        LaneTensor x = LaneTensors.FromWindows(_arena, [1, 2, 3, 4], 2, 2, 1, LaneTensors.Garbage);
        LaneTensor dy = LaneTensors.FromWindows(_arena, [1, 10], 2, 1, 1);
        float* dw = _arena.Floats(2);
        float* db = _arena.Floats(1);

        Linear.BackwardWeights(x.Row(0, 0), dy.Row(0, 0), dw, db, _arena.Floats(64), 2, 1);

        Assert.Equal([31, 42, 11], new[] { dw[0], dw[1], db[0] });
    }

    private static (double[] X, double[] W, double[] Bias, double[] Dy) Data(int inputs, int outputs) =>
        (Draw.Gaussian(8 * inputs, 1), Draw.Gaussian(inputs * outputs, 2), Draw.Gaussian(outputs, 3), Draw.Gaussian(8 * outputs, 4));

    private float* Lanes(double[] windows, int rows) => LaneTensors.FromWindows(_arena, windows, 8, rows, 1).Row(0, 0);
}
