using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

/// <summary>The convolutions that the kernels are tried on.</summary>
internal static class Conv1DShapes
{
    private const int FewProducts = 20_000;             // what most shapes may cost
    private const int ManyProducts = 400_000;           // what every fortieth may cost

    private static readonly int[] Lengths = [15, 16, 17, 31, 32, 33, 63, 64, 65, 151, 257];

    /// <summary>Every length and every padding below the kernel; batch, channels and groups are drawn so that the cost stays bounded.</summary>
    public static IEnumerable<Conv1DShape> Grid(int kernel, int stride)
    {
        var random = new SeededRandom((kernel * 100) + stride, "convolutions");
        int index = 0;
        foreach (int length in Enumerable.Range(kernel, 5).Concat(Lengths.Where(l => l > kernel + 4)))
        {
            for (int padding = 0; padding < kernel; padding++)
            {
                yield return Fitting(random, length, kernel, stride, padding, ++index % 40 == 0 ? ManyProducts : FewProducts);
            }
        }
    }

    /// <summary>The convolutions of the published networks.</summary>
    public static IEnumerable<Conv1DShape> Published() =>
    [
        new(8, 3, 151, 8, 15),
        new(8, 8, 68, 8, 9),
        new(8, 16, 68, 8, 9),
        new(8, 16, 30, 4, 5),
        new(8, 3, 151, 64, 15, Padding: 1),
        new(8, 32, 24, 16, 5, Padding: 1),
    ];

    private static Conv1DShape Fitting(SeededRandom random, int length, int kernel, int stride, int padding, int products)
    {
        while (true)
        {
            int groups = random.OneOf(1, 2, 4);
            int n = random.OneOf(1, 7, 8, 9, 16, 20);
            int channels = groups * (1 + random.Next(17 / groups));
            int outputs = groups * (1 + random.Next(17 / groups));
            var shape = new Conv1DShape(n, channels, length, outputs, kernel, stride, padding, groups);
            if ((long)n * outputs * shape.T * (channels / groups) * kernel <= products)
            {
                return shape;
            }
        }
    }
}
