using DiTMoS.Kernels;
using DiTMoS.Training.Splitting;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Training.Splitting;

public class KMeansTests
{
    [Fact]
    public void Cluster_TwoPairsOnALine_FindsThemExactly()
    {
        KMeansResult result = Cluster([0, 10, 2, 14], 1, 2, null, seed: 1);

        Assert.Equal(result.Assignment[0], result.Assignment[2]);
        Assert.Equal(result.Assignment[1], result.Assignment[3]);
        Assert.Equal([1f, 12f], result.Centres.Order());
        Assert.Equal(1 + 1 + 4 + 4, result.Inertia);
    }

    [Fact]
    public void Cluster_SeparateBlobs_RecoversEachBlob()
    {
        (float[] values, int[] blobs) = Blobs(count: 600, features: 11, blobs: 5, spread: 0.3, seed: 3);

        KMeansResult result = Cluster(values, 11, 5, null, seed: 2);

        Assert.Equal(5, result.Assignment.Zip(blobs).Distinct().Count());
        Assert.InRange(result.Inertia, 0.9 * 0.09 * 595 * 11, 1.1 * 0.09 * 595 * 11);   // variance times degrees of freedom
    }

    [Fact]
    public void Cluster_OneTwoAndThreeThreads_GiveTheSameBits()
    {
        (float[] values, _) = Blobs(count: 400, features: 9, blobs: 7, spread: 3, seed: 4);
        var options = new KMeansOptions { Restarts = 12 };

        KMeansResult one = Cluster(values, 9, 6, options, seed: 5, threads: 1);

        for (int threads = 2; threads <= 3; threads++)
        {
            KMeansResult many = Cluster(values, 9, 6, options, seed: 5, threads);
            Assert.Equal(one.Assignment, many.Assignment);
            Assert.Equal(one.Centres, many.Centres);
            Assert.Equal(one.Inertia, many.Inertia);
        }
    }

    [Fact]
    public void Cluster_MoreRestarts_NeverHaveMoreInertia()
    {
        (float[] values, _) = Blobs(count: 300, features: 4, blobs: 12, spread: 2, seed: 6);

        double[] inertias = [.. Enumerable.Range(1, 15).Select(r => Cluster(values, 4, 8, new KMeansOptions { Restarts = r }, seed: 7).Inertia)];

        Assert.Equal(inertias.OrderDescending(), inertias);
        Assert.True(inertias[^1] < inertias[0]);
    }

    [Fact]
    public void Cluster_Converged_EveryRowIsWithItsNearestCentreAndEveryCentreIsTheMean()
    {
        (float[] values, _) = Blobs(count: 500, features: 3, blobs: 1, spread: 5, seed: 8);

        KMeansResult result = Cluster(values, 3, 6, new KMeansOptions { Restarts = 3, Tolerance = 0 }, seed: 9);

        for (int n = 0; n < 500; n++)
        {
            double own = Distance(values, result.Centres, 3, n, result.Assignment[n]);
            Assert.All(Enumerable.Range(0, 6), j => Assert.True(own <= Distance(values, result.Centres, 3, n, j) + 1e-5));
        }

        AssertCentresAreMeans(values, 3, result);
    }

    [Fact]
    public void Cluster_ToleranceAndMaximumIterations_EndARunEarly()
    {
        (float[] values, _) = Blobs(count: 500, features: 3, blobs: 1, spread: 5, seed: 8);

        KMeansResult full = Cluster(values, 3, 6, new KMeansOptions { Restarts = 1, Tolerance = 0 }, seed: 9);
        KMeansResult rough = Cluster(values, 3, 6, new KMeansOptions { Restarts = 1, Tolerance = 0.1 }, seed: 9);
        KMeansResult three = Cluster(values, 3, 6, new KMeansOptions { Restarts = 1, MaximumIterations = 3 }, seed: 9);

        Assert.Equal(3, three.Iterations);
        Assert.InRange(rough.Iterations, 2, full.Iterations - 1);
        Assert.True(full.Inertia < rough.Inertia);
    }

    [Fact]
    public void Cluster_OneRestartOnFarBlobs_StartsInEachBlob()
    {
        (float[] values, int[] blobs) = Blobs(count: 400, features: 2, blobs: 20, spread: 0.01, seed: 10);

        KMeansResult result = Cluster(values, 2, 20, new KMeansOptions { Restarts = 1 }, seed: 1);

        Assert.Equal(20, result.Assignment.Zip(blobs).Distinct().Count());
    }

    [Fact]
    public void ChooseCentres_OverlappingBlobs_HitsAllMoreOftenThanOneDrawPerCentre()
    {
        (float[] values, _) = Blobs(count: 400, features: 2, blobs: 10, spread: 2, seed: 11);
        int hits = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var run = new KMeansRun(new PaddedRows(values, 2), 10);
            run.ChooseCentres(new SeededRandom(seed, "test"));
            int blobs = Enumerable.Range(0, 10).Select(j => MathF.Round(run.Centres.Scalars(j)[0] / 10)).Distinct().Count();
            hits += blobs == 10 ? 1 : 0;
        }

        Assert.InRange(hits, 15, 40);                           // 19; with one draw per centre 6
    }

    [Fact]
    public void Iterate_SubsetWithoutRows_StartsAgainAtTheFarthestRow()
    {
        var run = new KMeansRun(new PaddedRows([0, 1, 2, 9, 10, 11], 1), 2);
        run.Centres.Scalars(0)[0] = 1;
        run.Centres.Scalars(1)[0] = -100;

        run.Iterate(10, 0, TestContext.Current.CancellationToken);

        Assert.Equal([0, 0, 0, 1, 1, 1], run.ToResult().Assignment);
        Assert.Equal([1f, 10f], run.ToResult().Centres);
    }

    [Fact]
    public void Cluster_RowsInAnotherOrder_HasTheSameInertia() =>
        Prop.ForAll<int>(seed =>
        {
            (float[] values, _) = Blobs(count: 90, features: 3, blobs: 3, spread: 0.5, seed);
            int[] order = [.. Enumerable.Range(0, 90)];
            new SeededRandom(seed, "order").Shuffle<int>(order);
            float[] shuffled = [.. order.SelectMany(n => values.Skip(3 * n).Take(3))];
            var options = new KMeansOptions { Restarts = 30, Tolerance = 0 };

            double expected = Cluster(values, 3, 3, options, seed: 1).Inertia;

            Assert.Equal(1, Cluster(shuffled, 3, 3, options, seed: 1).Inertia / expected, 4);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Cluster_MinimumSubset_IsRespectedWhateverTheData() =>
        Prop.ForAll<int>(seed =>
        {
            (float[] values, _) = Blobs(count: 61, features: 2, blobs: 4, spread: 1, seed);
            for (int n = 0; n < 50; n++)
            {
                values[2 * n] = values[(2 * n) + 1] = 0;        // most rows alike, so that k-means alone leaves tiny subsets
            }

            KMeansResult result = Cluster(values, 2, 5, new KMeansOptions { Restarts = 2, MinimumSubset = 12 }, seed);

            Assert.All(Sizes(result, 5), size => Assert.True(size >= 12));
            AssertCentresAreMeans(values, 2, result);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Cluster_MinimumSubset_TakesTheNearestRows()
    {
        float[] values = [0, 1, 2, 3, 4, 5, 100];

        KMeansResult result = Cluster(values, 1, 2, new KMeansOptions { MinimumSubset = 3 }, seed: 1);

        Assert.Equal([4f, 5f, 100f], values.Where((_, n) => result.Assignment[n] == result.Assignment[6]));
        Assert.Equal(1.5f, result.Centres[result.Assignment[0]]);
    }

    [Fact]
    public void Cluster_FewerDistinctRowsThanSubsets_LeavesNoSubsetEmpty()
    {
        KMeansResult result = Cluster([1, 1, 1, 1, 2, 2], 1, 4, null, seed: 1);

        Assert.All(Sizes(result, 4), size => Assert.True(size >= 1));
        Assert.All(result.Centres, centre => Assert.True(float.IsFinite(centre)));
    }

    [Fact]
    public void Cluster_AsManySubsetsAsRows_GivesEachRowItsOwn()
    {
        KMeansResult result = Cluster([3, 1, 4, 1.5f, 9], 1, 5, null, seed: 1);

        Assert.Equal([0, 1, 2, 3, 4], result.Assignment.Order());
        Assert.Equal(0, result.Inertia);
    }

    [Fact]
    public void Cluster_MoreSubsetsThanRows_NamesBothNumbers()
    {
        var error = Assert.Throws<OptionException>(() => Cluster([1, 2, 3, 4, 5, 6], 2, 4, null, seed: 1));

        Assert.Contains("4 classifiers", error.Message, StringComparison.Ordinal);
        Assert.Contains("there are 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cluster_OneSubset_IsRefused() =>
        Assert.Throws<OptionException>(() => Cluster([1, 2, 3], 1, 1, null, seed: 1));

    [Fact]
    public void Cluster_MinimumThatCannotBeMet_NamesTheMost()
    {
        var error = Assert.Throws<OptionException>(() => Cluster(new float[10], 1, 3, new KMeansOptions { MinimumSubset = 4 }, seed: 1));

        Assert.Contains("at most 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cluster_ValueThatIsNotANumber_NamesRowAndFeature()
    {
        var error = Assert.Throws<OptionException>(() => Cluster([1, 2, 3, float.NaN, 5, 6], 2, 2, null, seed: 1));

        Assert.Contains("Row 1, feature 1 is NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cluster_OptionOutOfRange_NamesIt()
    {
        AssertNamed(new KMeansOptions { Restarts = 0 }, "Restarts");
        AssertNamed(new KMeansOptions { MaximumIterations = 0 }, "MaximumIterations");
        AssertNamed(new KMeansOptions { Tolerance = double.NaN }, "Tolerance");
        AssertNamed(new KMeansOptions { MinimumSubset = -1 }, "MinimumSubset");

        static void AssertNamed(KMeansOptions options, string name) =>
            Assert.Contains(name, Assert.Throws<OptionException>(() => Cluster([1, 2, 3], 1, 2, options, seed: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cluster_Cancelled_Stops()
    {
        var cancelled = new CancellationToken(canceled: true);

        Assert.ThrowsAny<OperationCanceledException>(() => KMeans.Cluster([1, 2, 3], 1, 2, null, seed: 1, threads: 1, cancelled));
    }

    private static KMeansResult Cluster(float[] values, int features, int count, KMeansOptions? options, int seed, int threads = 1) =>
        KMeans.Cluster(values, features, count, options, seed, threads, TestContext.Current.CancellationToken);

    private static void AssertCentresAreMeans(float[] values, int features, KMeansResult result)
    {
        double inertia = 0;
        for (int n = 0; n < result.Assignment.Length; n++)
        {
            inertia += Distance(values, result.Centres, features, n, result.Assignment[n]);
        }

        Assert.Equal(1, (result.Inertia + 1e-9) / (inertia + 1e-9), 5);
        for (int j = 0; j < result.Centres.Length / features; j++)
        {
            for (int f = 0; f < features; f++)
            {
                double mean = Enumerable.Range(0, result.Assignment.Length).Where(n => result.Assignment[n] == j).Average(n => values[(n * features) + f]);
                Assert.Equal(mean, result.Centres[(j * features) + f], 4);
            }
        }
    }

    private static int[] Sizes(KMeansResult result, int count) =>
        [.. Enumerable.Range(0, count).Select(j => result.Assignment.Count(a => a == j))];

    private static double Distance(float[] values, float[] centres, int features, int n, int j) =>
        Enumerable.Range(0, features).Sum(f => Math.Pow((double)values[(n * features) + f] - centres[(j * features) + f], 2));

    /// <summary>Gaussian blobs around corners that are ten apart.</summary>
    private static (float[] Values, int[] Blobs) Blobs(int count, int features, int blobs, double spread, int seed)
    {
        var random = new SeededRandom(seed, "blobs");
        float[] values = new float[count * features];
        int[] blob = new int[count];
        for (int n = 0; n < count; n++)
        {
            blob[n] = random.Next(blobs);
            for (int f = 0; f < features; f++)
            {
                values[(n * features) + f] = (float)((spread * random.NextGaussian()) + (f == 0 ? 10 * blob[n] : 0));
            }
        }

        return (values, blob);
    }
}
