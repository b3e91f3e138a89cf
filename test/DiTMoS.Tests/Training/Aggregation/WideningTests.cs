using DiTMoS.Data;
using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training.Aggregation;

namespace DiTMoS.Tests.Training.Aggregation;

public sealed class WideningTests
{
    [Fact]
    public void Copy_IntoAggregatingModelWithSharedBase_LeavesTheFunctionUnchanged()
    {
        const int Classes = 5;
        const int Classifiers = 3;
        var random = new SeededRandom(3, "test");
        var narrowOptions = new NetworkOptions { FeatureAggregation = false };
        var wideOptions = new NetworkOptions { SharedBase = true };
        Network[] narrow = Create(narrowOptions, Classifiers, Classes);
        Network[] wide = Create(wideOptions, Classifiers, Classes);
        foreach (Network network in narrow.Concat(wide))
        {
            network.Initialize(random);
        }

        for (int i = 0; i < narrow.Length; i++)
        {
            Widening.Copy(narrow[i], wide[i]);
        }

        float[] samples = [.. Enumerable.Range(0, 9 * 3 * 151).Select(_ => (float)random.NextGaussian())];
        int[] rows = [.. Enumerable.Range(0, 9)];
        using var team = new ThreadTeam(1);
        RoutedScores before = new RoutedScorer(narrow[0], narrow[1..], team).Score(samples, rows);
        RoutedScores after = new RoutedScorer(wide[0], wide[1..], team).Score(samples, rows);
        AssertSame(before.RoutingLogits, after.RoutingLogits);
        AssertSame(before.ClassifierLogits, after.ClassifierLogits);
    }

    [Fact]
    public void Widen_ModelWithoutAggregationAndBase_LeavesTheFunctionUnchanged()
    {
        const int Classes = 5;
        var random = new SeededRandom(3, "test");
        Network[] narrow = Create(new NetworkOptions { FeatureAggregation = false }, 3, Classes);
        foreach (Network network in narrow)
        {
            network.Initialize(random);
        }

        DiTMoSModel model = Model(narrow, Classes);
        Network[] wide = [.. Widening.Widen(model, featureAggregation: true, sharedBase: true)];

        Assert.Equal(3 + Classes, wide[0].Spec.Outputs);
        Assert.All(wide[1..], c => Assert.Equal([0, 8, 8], c.Spec.AggregatedChannels));
        float[] samples = [.. Enumerable.Range(0, 9 * 3 * 151).Select(_ => (float)random.NextGaussian())];
        int[] rows = [.. Enumerable.Range(0, 9)];
        using var team = new ThreadTeam(1);
        RoutedScores before = new RoutedScorer(narrow[0], narrow[1..], team).Score(samples, rows);
        RoutedScores after = new RoutedScorer(wide[0], wide[1..], team).Score(samples, rows);
        AssertSame(before.RoutingLogits, after.RoutingLogits);
        AssertSame(before.ClassifierLogits, after.ClassifierLogits);
    }

    [Fact]
    public void Widen_NothingAskedFor_CopiesTheNetworks()
    {
        Network[] narrow = Create(new NetworkOptions { FeatureAggregation = false }, 2, 3);
        narrow[0].Initialize(new SeededRandom(3, "test"));

        IReadOnlyList<Network> same = Widening.Widen(Model(narrow, 3), featureAggregation: false, sharedBase: false);

        Assert.NotSame(narrow[0], same[0]);
        Assert.Equal(narrow[0].Values, same[0].Values);
        Assert.Equal(narrow[0].Statistics, same[0].Statistics);
        Assert.Equal(narrow.Length, same.Count);
    }

    private static DiTMoSModel Model(Network[] networks, int classes) => new(networks[0], networks[1..])
    {
        ClassNames = [.. Enumerable.Range(0, classes).Select(k => $"class {k}")],
        ChannelNames = ["x", "y", "z"],
        Normalization = ChannelNormalization.Identity(3),
        Record = new TrainingRecord { Preset = "Default", Seed = 0, Source = "test", Split = "none" },
    };

    // Wider layers add the same terms in another order.
    private static void AssertSame(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    private static Network[] Create(NetworkOptions options, int classifiers, int classes) =>
    [
        new Network(PublishedNetworks.Selector(3, 151, options.SelectorOutputs(classifiers, classes), options)),
        .. Enumerable.Range(0, classifiers).Select(_ => new Network(PublishedNetworks.Classifier(3, 151, classes, options))),
    ];
}
