using DiTMoS.Data;
using DiTMoS.Kernels;
using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

public sealed class EnsembleModelTests
{
    private static readonly WindowSet Windows = SyntheticRecordings.Create(seed: 3, subjects: 2, trials: 1, windowsPerTrial: 4);
    private static readonly int[] OneRow = [0];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Score_Members_GivesTheMeanOfTheirProbabilities(int members)
    {
        EnsembleModel model = Model(members);

        RoutedScores scores = model.Score(Windows, threads: 1);

        Assert.Equal((Windows.Count, 1, Windows.Classes), (scores.Count, scores.Classifiers, scores.Classes));
        for (int i = 0; i < Windows.Count; i++)
        {
            float[] expected = MeanOf(model, i);
            float[] actual = Softmax(scores.Logits(i, scores.Selected(i)), model.Temperature);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void WindowScorer_Ensemble_GivesTheModelsAnswers(int members)
    {
        EnsembleModel model = Model(members);
        RoutedScores expected = model.Score(Windows, threads: 2);
        var scorer = new WindowScorer(model, Windows.Count, allClassifiers: true);

        scorer.Score(Windows.Samples, Windows.Count);

        for (int i = 0; i < Windows.Count; i++)
        {
            Assert.Equal((0, expected.Predicted(i)), (scorer.Selected(i), scorer.Predicted(i)));
            Assert.Equal(Softmax(expected.Logits(i, 0), model.Temperature), scorer.Probabilities(i));
            Assert.Equal(scorer.Probabilities(i), scorer.ClassifierProbabilities(i, 0));
            Assert.Equal([1f], scorer.RoutingProbabilities(i));
        }
    }

    [Fact]
    public void WindowScorer_EnsembleAfterTheFirstTime_AllocatesNothing()
    {
        var scorer = new WindowScorer(Model(2), 4);
        scorer.Score(Windows.Samples.AsSpan(0, 4 * Windows.WindowLength), 4);

        Assert.Equal(0, Allocation.LeastOf(() => scorer.Score(Windows.Samples.AsSpan(0, 4 * Windows.WindowLength), 4)));
    }

    [Fact]
    public void Score_MembersThatAreSureOfDifferentClasses_StaysFinite()
    {
        EnsembleModel model = Model(2);
        foreach ((Network member, int k) in model.Members.Select((member, k) => (member, k)))
        {
            member["output.bias"][k] = 1e5f;
        }

        RoutedScores scores = model.Score(Windows, threads: 1);

        Assert.All(scores.ClassifierLogits, logit => Assert.True(float.IsFinite(logit)));
        Assert.Equal([0.5f, 0.5f], Softmax(scores.Logits(0, 0), model.Temperature)[..2].Select(p => MathF.Round(p, 5)));
    }

    [Fact]
    public void SaveAndLoad_Ensemble_KeepsEveryBit()
    {
        using var folder = new TemporaryFolder();
        EnsembleModel model = Model(2);

        model.Save(folder["a.ditmos"]);
        WindowModel loaded = WindowModel.Load(folder["a.ditmos"]);

        var ensemble = Assert.IsType<EnsembleModel>(loaded);
        Assert.Equal(model.Members.Select(m => m.Values), ensemble.Members.Select(m => m.Values));
        Assert.Equal(model.Members.Select(m => m.Statistics), ensemble.Members.Select(m => m.Statistics));
        Assert.Equal(model.ClassNames, loaded.ClassNames);
        Assert.Equal(model.ChannelNames, loaded.ChannelNames);
        Assert.Equal(model.Temperature, loaded.Temperature);
        Assert.Equal(model.ValidationWindows, loaded.ValidationWindows);
        Assert.Equal(model.Hash, loaded.Hash);
        Assert.Equal(TensorArchive.Hash(File.ReadAllBytes(folder["a.ditmos"])), loaded.Hash);
    }

    [Fact]
    public void Load_EitherKind_OpensItAsWhatItIs()
    {
        using var folder = new TemporaryFolder();
        DiTMoSModel routed = ModelData.SmallModel();
        routed.Save(folder["routed.ditmos"]);
        Model(1).Save(folder["single.ditmos"]);

        Assert.Equal(routed.Hash, Assert.IsType<DiTMoSModel>(WindowModel.Load(folder["routed.ditmos"])).Hash);
        Assert.Contains("must be of the kind 'model'. Got 'ensemble'", Assert.Throws<ModelFileException>(() => DiTMoSModel.Load(folder["single.ditmos"])).Message, StringComparison.Ordinal);
        Assert.Contains("must be of the kind 'ensemble'. Got 'model'", Assert.Throws<ModelFileException>(() => EnsembleModel.Load(folder["routed.ditmos"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SingleNetworkFile_NamesBothKinds()
    {
        using var folder = new TemporaryFolder();
        ModelData.SmallNetwork().Save(folder["network"]);

        Assert.Contains("must be of the kind 'model' or 'ensemble'. Got 'network'", Assert.Throws<ModelFileException>(() => WindowModel.Load(folder["network"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_Ensemble_AreSumsOverItsMembers()
    {
        NetworkSpec spec = Model(1).Members[0].Spec;
        EnsembleModel two = Model(2);

        Assert.Equal((2 * spec.Macs, 2 * spec.FoldedParameters), (two.MacsPerInference, two.FoldedParameters));
        Assert.Equal((Windows.Channels, Windows.Length, Windows.Classes), (two.Channels, two.Length, two.Classes));
    }

    [Fact]
    public void Figures_RoutedModel_AreThoseOfWhatRunsAndOfAllNetworks()
    {
        DiTMoSModel model = ModelData.SmallModel();
        NetworkSpec selector = model.Selector.Spec;
        NetworkSpec classifier = model.Classifiers[0].Spec;

        Assert.Equal(selector.Macs + classifier.Macs, model.MacsPerInference);
        Assert.Equal(selector.FoldedParameters + (3 * classifier.FoldedParameters), model.FoldedParameters);
        Assert.Equal([model.Selector, .. model.Classifiers], model.Networks);
    }

    [Fact]
    public void Constructor_NoMembersOrSuchThatDoNotFit_IsRefused()
    {
        NetworkSpec spec = Model(1).Members[0].Spec;

        AssertRefused("members: must be at least 1", []);
        AssertRefused("member 1: must have the shape of member 0", [spec, spec with { HiddenUnits = 3 }]);
        AssertRefused("at least 2 outputs", [spec with { Outputs = 1 }]);
        AssertRefused("must read nothing but the window", [spec with { AggregatedChannels = [0, 8, 8] }]);
    }

    private static void AssertRefused(string rule, NetworkSpec[] members) =>
        Assert.Contains(rule, Assert.Throws<OptionException>(() => new EnsembleModel([.. members.Select(spec => new Network(spec))])
        {
            ClassNames = Windows.ClassNames,
            ChannelNames = Windows.ChannelNames,
            Normalization = ChannelNormalization.Identity(Windows.Channels),
            Record = ModelData.SmallRecord(),
        }).Message, StringComparison.Ordinal);

    private static float[] MeanOf(EnsembleModel model, int window)
    {
        float[] samples = model.Normalization.ApplyAll(Windows.Select([window]));
        using var team = new ThreadTeam(1);
        float[][] probabilities = [.. model.Members.Select(member => Softmax(new NetworkScorer(member, team).Logits(samples, OneRow), model.Temperature))];
        return [.. Enumerable.Range(0, model.Classes).Select(k => probabilities.Average(p => p[k]))];
    }

    private static float[] Softmax(ReadOnlySpan<float> logits, float temperature)
    {
        float[] scaled = [.. logits];
        for (int k = 0; k < scaled.Length; k++)
        {
            scaled[k] /= temperature;
        }

        var probabilities = new float[scaled.Length];
        SoftmaxLosses.Softmax(scaled, probabilities);
        return probabilities;
    }

    private static EnsembleModel Model(int members) => new([.. Enumerable.Range(0, members).Select(Member)])
    {
        ClassNames = Windows.ClassNames,
        ChannelNames = Windows.ChannelNames,
        Normalization = ChannelNormalization.Learn(Windows, [.. Enumerable.Range(0, Windows.Count)]),
        Temperature = 0.6f,
        Record = ModelData.SmallRecord(),
        ValidationWindows = [.. Windows.Window(1)],
    };

    private static Network Member(int index)
    {
        var network = new Network(PublishedNetworks.Classifier(Windows.Channels, Windows.Length, Windows.Classes, new NetworkOptions { HiddenUnits = 16, FeatureAggregation = false }));
        network.Initialize(new SeededRandom(1, "member", index));
        return network;
    }
}
