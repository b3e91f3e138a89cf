using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public sealed unsafe class WindowLinearTests
{
    private readonly LaneArena _arena = new();          // owns what the pointers lead to

    public static TheoryData<int, int> Sizes => new(from inputs in (int[])[1, 2, 7, 8, 52, 65] from outputs in (int[])[1, 5, 7, 8, 9, 16, 17, 31, 64, 65, 151] select (inputs, outputs));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_AnySize_MatchesReferenceAndLaneKernel(int inputs, int outputs)
    {
        double[] x = Draw.Gaussian(inputs, 1);
        double[] w = Draw.Gaussian(inputs * outputs, 2);
        double[] bias = Draw.Gaussian(outputs, 3);
        var layer = new PackedLinear(_arena, w.ToSingle(), bias.ToSingle());
        float* y = _arena.Floats(layer.Width + 1);
        y[layer.Width] = 3;
        LaneTensor lanes = LaneTensors.Filled(_arena, 1, outputs, 1, float.NaN);

        WindowLinear.Forward(LaneTensors.Pinned(_arena, x), layer, y);
        Linear.Forward(LaneTensors.FromWindows(_arena, x, 1, inputs, 1).Row(0, 0), LaneTensors.Pinned(_arena, w), LaneTensors.Pinned(_arena, bias), lanes.Row(0, 0), inputs, outputs);

        float[] actual = new ReadOnlySpan<float>(y, outputs).ToArray();
        Near.AssertAll(LinearReference.Forward<double>(x, w, bias, 1, inputs, outputs), actual, 2e-6, "y");
        Assert.Equal(LaneTensors.ToWindows(lanes, 1), actual);
        Assert.Equal(3, y[layer.Width]);
        Assert.False(new ReadOnlySpan<float>(y + outputs, layer.Width - outputs).ContainsAnyExcept(0f));
    }
}
