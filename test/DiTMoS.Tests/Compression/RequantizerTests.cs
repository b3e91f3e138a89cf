using DiTMoS.Graphs;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Compression;

public class RequantizerTests
{
    [Theory]
    [InlineData(0.5, 1 << 30, 0)]
    [InlineData(1.0, 1 << 30, 1)]
    [InlineData(0.00390625, 1 << 30, -7)]
    public void Of_PowerOfTwo_IsExact(double factor, int multiplier, int shift)
    {
        Assert.Equal(new Requantizer(multiplier, shift), Requantizer.Of(factor));
    }

    [Theory]
    [InlineData(0.5, 5, 3)]
    [InlineData(0.5, -5, -2)]
    [InlineData(0.5, -3, -1)]
    [InlineData(1.0, int.MaxValue, int.MaxValue)]
    [InlineData(1.0, int.MinValue, int.MinValue)]
    [InlineData(1e-12, int.MaxValue, 0)]
    public void Apply_Ties_GoUp(double factor, int sum, int expected)
    {
        Assert.Equal(expected, Requantizer.Of(factor).Apply(sum));
    }

    [Fact]
    public void Apply_AnyFactorAndSum_IsWithinAHalfOfTheProduct()
    {
        Prop.ForAll(Arb.From(Gen.Zip(Gen.Choose(-60_000_000, 60_000_000), Gen.Choose(1, 1_000_000))), pair =>
        {
            (int sum, int millionths) = pair;
            double factor = millionths / 1e6;
            return Math.Abs(Requantizer.Of(factor).Apply(sum) - (sum * factor)) <= 0.5 + (Math.Abs(sum) * factor * Math.ScaleB(1, -31));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(2e9)]
    public void Of_FactorOutOfRange_IsRefused(double factor)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Requantizer.Of(factor));
    }
}
