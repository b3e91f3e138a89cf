using System.Collections.Immutable;

namespace Microsoft.ML.Offline.Tests.Transforms;

public class NormalizationTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void MinMax_FixingZero_ScalesByTheLargest()
    {
        Assert.Equal([0.25f, -0.5f, 1f], Scalars(_context.Transforms.NormalizeMinMax("X"), 1, -2, 4));
        Assert.Equal([0.5f, 0f, 1f], Scalars(_context.Transforms.NormalizeMinMax("X", fixZero: false), 1, -2, 4));
        Assert.Equal([0f, 0f], Scalars(_context.Transforms.NormalizeMinMax("X"), 3, 3));
    }

    [Fact]
    public void MeanVariance_GivesUnitVariance()
    {
        Close([-1.2247449f, 0, 1.2247449f], Scalars(_context.Transforms.NormalizeMeanVariance("X", fixZero: false), 1, 2, 3));
        Close([1 / MathF.Sqrt(14 / 3f), 2 / MathF.Sqrt(14 / 3f), 3 / MathF.Sqrt(14 / 3f)], Scalars(_context.Transforms.NormalizeMeanVariance("X"), 1, 2, 3));
        Close([0.1106f, 0.5f, 0.8894f], Scalars(_context.Transforms.NormalizeMeanVariance("X", fixZero: false, useCdf: true), 1, 2, 3), 0.001f);
        Assert.Equal([0f, 0f], Scalars(_context.Transforms.NormalizeMeanVariance("X"), 3, 3));
    }

    [Fact]
    public void Normalize_OfVectors_TreatsEverySlotAlone()
    {
        var view = _context.View(3);
        var model = _context.Transforms.NormalizeMinMax("Features").Fit(view);
        var normal = model.Transform(view);
        var parameters = Assert.IsType<NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>>(model.GetNormalizerModelParameters(0));

        Assert.Equal([[0, 0, 0], [0.5f, -0.5f, 0.25f], [1, -1, 1]], normal.GetColumn<float[]>("Features"));
        Assert.True(normal.Schema["Features"].IsNormalized());
        Assert.Equal([0.5f, 0.5f, 0.25f], parameters.Scale);
    }

    [Fact]
    public void Normalize_OfDoubles_StaysDouble()
    {
        var view = _context.Data.LoadFromEnumerable([new { X = 2.0 }, new { X = -4.0 }]);

        Assert.Equal([0.5, -1], _context.Transforms.NormalizeMinMax("X").Fit(view).Transform(view).GetColumn<double>("X"));
    }

    [Fact]
    public void Normalize_OfOtherColumns_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit("Label"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit("None"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit("Group"));

        ITransformer Fit(string column) => new EstimatorChain<ITransformer>().Append(_context.Transforms.NormalizeMinMax(column)).Fit(_context.View());
    }

    private static void Close(float[] expected, float[] actual, float tolerance = 1e-5f)
        => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));

    private float[] Scalars(NormalizingEstimator estimator, params float[] values)
    {
        var view = _context.Data.LoadFromEnumerable(values.Select(value => new { X = value }).ToArray());
        return [.. estimator.Fit(view).Transform(view).GetColumn<float>("X")];
    }
}
