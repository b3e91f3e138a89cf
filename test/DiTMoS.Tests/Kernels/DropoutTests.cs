using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public sealed unsafe class DropoutTests
{
    private const int Count = 80_000;

    private readonly LaneArena _arena = new();          // owns what the pointers lead to

    [Theory]
    [InlineData(0.2f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void Mask_OfAProbability_SilencesThatShareAndKeepsTheMean(float probability)
    {
        float[] mask = Mask(probability, 7);

        double zeros = mask.Count(v => v == 0) / (double)Count;
        double deviation = Math.Sqrt(probability * (1 - probability) / Count);
        Assert.InRange(zeros, probability - (5 * deviation), probability + (5 * deviation));
        Assert.InRange(mask.Average(v => (double)v), 1 - (5 * deviation / (1 - probability)), 1 + (5 * deviation / (1 - probability)));
        Assert.All(mask, v => Assert.True(v == 0 || v == 1 / (1 - probability), $"{v} is neither 0 nor 1 / (1 - p)."));
    }

    [Fact]
    public void Mask_OfEachLaneAndOfNeighbours_HasTheSameShare()
    {
        float[] mask = Mask(0.5f, 7);

        const double Deviation = 0.5 / 100;             // of a share over the 10,000 draws of a lane
        for (int b = 0; b < 8; b++)
        {
            Assert.InRange(Enumerable.Range(0, Count / 8).Count(i => mask[(i * 8) + b] == 0) / 10_000.0, 0.5 - (5 * Deviation), 0.5 + (5 * Deviation));
        }

        double alikeInTime = Enumerable.Range(8, Count - 8).Count(i => mask[i] == mask[i - 8]) / (Count - 8.0);
        double alikeAcrossLanes = Enumerable.Range(1, Count - 1).Count(i => mask[i] == mask[i - 1]) / (Count - 1.0);
        Assert.InRange(alikeInTime, 0.49, 0.51);
        Assert.InRange(alikeAcrossLanes, 0.49, 0.51);
    }

    [Fact]
    public void Mask_ProbabilityZero_KeepsAll() => Assert.All(Mask(0, 7), v => Assert.Equal(1, v));

    [Fact]
    public void Mask_SameKey_IsTheSame() => Assert.Equal(Mask(0.2f, 7), Mask(0.2f, 7));

    [Theory]
    [InlineData(7UL, 8UL)]
    [InlineData(7UL, ~7UL)]
    [InlineData(0UL, 1UL << 63)]
    public void Mask_DifferentKeys_AreIndependent(ulong one, ulong other)
    {
        float[] a = Mask(0.5f, one);
        float[] b = Mask(0.5f, other);

        Assert.InRange(Enumerable.Range(0, Count).Count(i => a[i] == b[i]) / (double)Count, 0.49, 0.51);
    }

    [Fact]
    public void Mask_FewerValues_IsTheBeginning() => Assert.Equal(Mask(0.3f, 9).AsSpan(0, 64).ToArray(), Mask(0.3f, 9, 64));

    [Fact]
    public void Apply_InPlace_IsTheProduct()
    {
        double[] values = Draw.Gaussian(24, 1);
        float* x = LaneTensors.Pinned(_arena, values);
        float* mask = LaneTensors.Pinned(_arena, Draw.Gaussian(24, 2));

        Dropout.Apply(x, mask, x, 24);

        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)values[i] * mask[i]), new Span<float>(x, 24).ToArray());
        Assert.True(float.IsNaN(x[24]));
    }

    private float[] Mask(float probability, ulong key, int count = Count)
    {
        float* mask = _arena.Floats(count);
        Dropout.Mask(mask, count, probability, key);
        return new Span<float>(mask, count).ToArray();
    }
}
