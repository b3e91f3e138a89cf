using DiTMoS.Data;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Tests.Training.Baselines;

public class NearestNeighboursTests
{
    private static readonly float[] Line = [0, 1, 2, 10, 11];
    private static readonly int[] LineLabels = [0, 0, 1, 2, 2];

    [Theory]
    [InlineData(1, 1.6f, 1)]
    [InlineData(3, 1.6f, 0)]                                    // 1, 0, 0
    [InlineData(5, 9f, 2)]                                      // two of 0, two of 2: the nearest is of 2
    [InlineData(5, 4f, 0)]                                      // two of 0, two of 2: the nearest of them is of 0
    [InlineData(2, 1.4f, 0)]                                    // one of 0, one of 1
    [InlineData(1, 1.5f, 0)]                                    // the same distance: the first training window
    public void Predict_OnALine_FollowsVoteThenNearest(int k, float query, int expected) =>
        Assert.Equal([expected], NearestNeighbours.Predict(Line, LineLabels, new[] { query }, 1, k, 3));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Predict_ManyWindows_MatchesReferenceForAnyThreads(int k)
    {
        const int Features = 13;
        float[] train = Small(150 * Features, 1);
        int[] labels = [.. Small(150, 2).Select(v => (int)v + 2)];
        float[] queries = Small(100 * Features, 3);

        int[] expected = [.. Enumerable.Range(0, 100).Select(q => Reference(train, labels, queries.AsSpan(q * Features, Features).ToArray(), k))];

        for (int threads = 1; threads <= 3; threads++)
        {
            Assert.Equal(expected, NearestNeighbours.Predict(train, labels, queries, Features, k, 5, threads));
        }
    }

    [Fact]
    public void Predict_TrainingWindowsThemselves_AreRight()
    {
        var random = new SeededRandom(1, "test");
        float[] train = [.. Enumerable.Range(0, 60 * 453).Select(_ => (float)random.NextGaussian())];
        int[] labels = [.. Enumerable.Range(0, 60).Select(_ => random.Next(17))];

        Assert.Equal(labels, NearestNeighbours.Predict(train, labels, train, 453, 1, 17));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Predict_NeighboursOutOfRange_NamesTheRange(int k)
    {
        var error = Assert.Throws<OptionException>(() => NearestNeighbours.Predict(Line, LineLabels, Line, 1, k, 3));

        Assert.Contains("[1, 5]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_GapInAQuery_NamesTheWindow()
    {
        var error = Assert.Throws<RecordingException>(() => NearestNeighbours.Predict(new float[6], [0, 1], new[] { 0, 0, 0, 0, float.NaN, 0 }, 3, 1, 2));

        Assert.Contains("Query", error.Message, StringComparison.Ordinal);
        Assert.Contains("Window 1, value 1 is NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_LabelWithoutClass_IsRefused() =>
        Assert.Throws<RecordingException>(() => NearestNeighbours.Predict(Line, LineLabels, Line, 1, 1, 2));

    [Fact]
    public void Predict_NoQueries_IsEmpty() =>
        Assert.Empty(NearestNeighbours.Predict(Line, LineLabels, ReadOnlyMemory<float>.Empty, 1, 1, 3));

    /// <summary>Whole numbers in [-2, 2]: distances are exact in float and many are equal.</summary>
    private static float[] Small(int length, int seed)
    {
        var random = new SeededRandom(seed, "test");
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(5) - 2)];
    }

    private static int Reference(float[] train, int[] labels, float[] query, int k)
    {
        int[] nearest = [.. Enumerable.Range(0, labels.Length).OrderBy(n => query.Select((v, f) => Math.Pow(v - train[(n * query.Length) + f], 2)).Sum()).Take(k)];
        return nearest.Select(n => labels[n]).GroupBy(label => label).OrderByDescending(group => group.Count()).First().Key;
    }
}
