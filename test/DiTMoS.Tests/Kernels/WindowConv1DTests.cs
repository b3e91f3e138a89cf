using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public sealed unsafe class WindowConv1DTests
{
    private const double Tolerance = 5e-6;              // of the largest value

    private readonly LaneArena _arena = new();          // owns what the pointers lead to

    public static TheoryData<int, int> KernelsAndStrides => new(from kernel in (int[])[1, 2, 3, 5, 9] from stride in (int[])[1, 2, 3] select (kernel, stride));

    [Theory]
    [MemberData(nameof(KernelsAndStrides))]
    public void Forward_AnyShapeAndPooling_MatchesReferenceAndLaneKernels(int kernel, int stride)
    {
        var random = new SeededRandom(kernel, "pooling", stride);
        foreach (Conv1DShape grid in Conv1DShapes.Grid(kernel, stride))
        {
            Conv1DShape shape = grid with { N = 1 };
            AssertSame(new WindowConv1DData(_arena, shape, pool: random.OneOf(1, 2, 2, 3, 4, 7) % shape.T + 1, average: random.Next(2) == 1, random.Next(shape.C + 1)));
        }
    }

    [Fact]
    public void Forward_PublishedShapes_MatchesReferenceAndLaneKernels()
    {
        foreach (Conv1DShape shape in Conv1DShapes.Published())
        {
            AssertSame(new WindowConv1DData(_arena, shape with { N = 1 }, pool: 2, average: false, ownChannels: (shape.C + 1) / 2));
        }
    }

    private static void AssertSame(WindowConv1DData data)
    {
        float[] actual = data.Forward();

        Near.AssertAll(data.Expected(), actual, Tolerance, data.ToString());
        Assert.Equal(data.ForwardByLanes(), actual);
    }
}
