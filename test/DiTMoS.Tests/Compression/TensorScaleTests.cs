using DiTMoS.Graphs;

namespace DiTMoS.Tests.Compression;

public class TensorScaleTests
{
    [Theory]
    [InlineData(0, 2.55f, 0.01f, -128)]
    [InlineData(-1.28f, 1.27f, 0.01f, 0)]
    [InlineData(1, 2.55f, 0.01f, -128)]
    [InlineData(-2.55f, -1, 0.01f, 127)]
    public void Over_Range_SpreadsTheIntegersAndHoldsZero(float low, float high, float scale, int zero)
    {
        TensorScale found = TensorScale.Over(low, high);

        Assert.Equal(scale, found.Scale, 1e-6f);
        Assert.Equal(zero, found.ZeroPoint);
        Assert.Equal(0, found.Dequantize(found.Quantize(0)));
    }

    [Theory]
    [InlineData(0.5f, 0)]
    [InlineData(1.5f, 2)]
    [InlineData(2.5f, 2)]
    [InlineData(-0.5f, 0)]
    [InlineData(1e30f, 127)]
    [InlineData(-1e30f, -128)]
    public void Quantize_TiesAndFarValues_GoToEvenAndToTheEnds(float value, int expected)
    {
        Assert.Equal(expected, new TensorScale(1, 0).Quantize(value));
    }

    [Fact]
    public void Over_NothingButZero_StandsForIt()
    {
        TensorScale found = TensorScale.Over(0, 0);

        Assert.Equal(0, found.Dequantize(found.Quantize(0)));
    }
}
