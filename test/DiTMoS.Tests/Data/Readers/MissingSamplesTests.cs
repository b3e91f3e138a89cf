using DiTMoS.Data.Readers;

namespace DiTMoS.Tests.Data.Readers;

public sealed class MissingSamplesTests
{
    [Theory]
    [InlineData(new[] { 1f, float.NaN, 3f }, new[] { 1f, 2f, 3f })]
    [InlineData(new[] { float.NaN, float.NaN, 3f, float.NaN }, new[] { 3f, 3f, 3f, 3f })]
    [InlineData(new[] { 0f, float.NaN, float.NaN, float.NaN, 8f }, new[] { 0f, 2f, 4f, 6f, 8f })]
    [InlineData(new[] { 5f }, new[] { 5f })]
    public void Interpolate_MissingSamples_LieBetweenTheirNeighbours(float[] samples, float[] expected)
    {
        Assert.True(MissingSamples.Interpolate(samples));

        Assert.Equal(expected, samples);
    }

    [Fact]
    public void Interpolate_NothingThere_SaysSo() => Assert.False(MissingSamples.Interpolate(new[] { float.NaN, float.NaN }));

    [Theory]
    [InlineData("", true)]
    [InlineData(" ", true)]
    [InlineData("?", true)]
    [InlineData("nan", true)]
    [InlineData("NaN", true)]
    [InlineData(" NA ", true)]
    [InlineData("null", true)]
    [InlineData("0", false)]
    [InlineData("-", false)]
    [InlineData("none at all", false)]
    public void IsMissing_Field_AsFilesWriteIt(string field, bool expected) => Assert.Equal(expected, MissingSamples.IsMissing(field));
}
