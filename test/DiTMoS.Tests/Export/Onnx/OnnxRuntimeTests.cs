using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Export.Onnx;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Tests.Planning;

namespace DiTMoS.Tests.Export.Onnx;

/// <summary>ONNX Runtime on the written files gives what the engine gives, window by window.</summary>
public sealed class OnnxRuntimeTests
{
    private const int WindowsOfEach = 500;

    private static readonly int[] Classifiers = [2, 6, 10];
    private static readonly bool[] Switch = [true, false];

    public static TheoryData<string> RecordingSets => ["falls", "activities", "keywords"];

    [Theory]
    [MemberData(nameof(RecordingSets))]
    public void FullAndNetworks_TrainedModelsOnRealWindows_GiveTheEnginesScoresLabelsAndRoutes(string recordings)
    {
        OnnxRuntimeNode.SkipWhereMissing();
        WindowSet windows = TrainedModels.Some(recordings, WindowsOfEach);
        Assert.All(Models(recordings), entry => AssertVaries(entry.Model, windows));

        AssertSame([.. Models(recordings).Select(entry => (entry.Name, entry.Model, windows))]);
    }

    [Fact]
    public void FullAndNetworks_RandomModels_GiveTheEnginesScoresLabelsAndRoutes()
    {
        OnnxRuntimeNode.SkipWhereMissing();
        IEnumerable<(int Seed, DiTMoSModel Model)> models = Enumerable.Range(0, 20).Select(seed => (seed, RandomModels.Draw(seed)));

        AssertSame([.. models.Select(entry => ($"seed {entry.Seed}", entry.Model, RandomWindows(entry.Model, 20, entry.Seed)))]);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void FullAndNetwork_Ensemble_GiveTheEnginesScores(int members, bool padded)
    {
        OnnxRuntimeNode.SkipWhereMissing();
        EnsembleModel model = PublishedModels.Ensemble(members, padded);
        WindowSet windows = PublishedModels.Windows(model, 20);
        RoutedGraph graph = RoutedGraph.Of(model);
        var options = new OnnxOptions();
        OnnxChecker.AssertPass([("full", OnnxWriter.Full(graph, options)), ("network", OnnxWriter.Network(graph.Classifiers[0], options))]);

        IReadOnlyList<OnnxRuntimeResult> results = OnnxRuntimeNode.Run(
        [
            new OnnxRuntimeJob { Name = "full", Steps = [new OnnxRuntimeStep(OnnxWriter.Full(graph, options))], Input = OnnxNames.Features, Outputs = [OnnxNames.Score, OnnxNames.PredictedLabel], Windows = windows.Samples, Count = windows.Count },
            new OnnxRuntimeJob { Name = "network", Steps = [new OnnxRuntimeStep(OnnxWriter.Network(graph.Classifiers[0], options))], Outputs = [graph.Score.Name], Windows = windows.Samples, Count = windows.Count },
        ]);

        ExpectedResults expected = ExpectedResults.Of(model, windows);
        for (int i = 0; i < windows.Count; i++)
        {
            float[] scores = [.. expected.Scores.Skip(i * expected.Classes).Take(expected.Classes)];
            Assert.All(results, result => Assert.All(scores.Zip(result.Outputs(i).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f)));
            Assert.Equal(expected.Labels[i], (int)results[0].Outputs(i)[^1]);
        }
    }

    [Theory]
    [MemberData(nameof(RecordingSets))]
    public void Files_OfTrainedModels_PassTheChecker(string recordings) =>
        OnnxChecker.AssertPass(Models(recordings).SelectMany(entry => Files(entry.Name, entry.Model)));

    [Fact]
    public void Files_OfRandomModels_PassTheChecker() =>
        OnnxChecker.AssertPass(Enumerable.Range(0, 30).SelectMany(seed => Files($"seed {seed}", RandomModels.Draw(seed))));

    /// <summary>N = 2, 6 and 10, with and without aggregation, so that over the three both go with and without a shared base.</summary>
    private static IEnumerable<(string Name, DiTMoSModel Model)> Models(string recordings) =>
        from n in Classifiers
        from aggregation in Switch
        let sharedBase = aggregation != (n == 6)
        select ($"{recordings} N {n}{(aggregation ? " aggregated" : "")}{(sharedBase ? " base" : "")}", TrainedModels.Of(recordings, n, aggregation, sharedBase));

    /// <summary>For each layout the file for a PC, and selector and classifiers as files of their own; both give the score last.</summary>
    private static IEnumerable<OnnxRuntimeJob> Jobs(string name, DiTMoSModel model, WindowSet windows)
    {
        RoutedGraph graph = RoutedGraph.Of(model);
        foreach (OnnxLayout layout in Enum.GetValues<OnnxLayout>())
        {
            var options = new OnnxOptions { Layout = layout };
            yield return new OnnxRuntimeJob
            {
                Name = $"{name} {layout} full",
                Steps = [new OnnxRuntimeStep(OnnxWriter.Full(graph, options))],
                Input = OnnxNames.Features,
                Outputs = [OnnxNames.SelectedClassifier, OnnxNames.PredictedLabel, OnnxNames.Score],
                Windows = windows.Samples,
                Count = windows.Count,
            };
            yield return new OnnxRuntimeJob
            {
                Name = $"{name} {layout} networks",
                Steps = [new OnnxRuntimeStep(OnnxWriter.Network(graph.Selector, options)), .. graph.Classifiers.Select((classifier, i) => new OnnxRuntimeStep(OnnxWriter.Network(classifier, options), i))],
                Route = graph.Route!.Name,
                Outputs = [graph.Score.Name],
                Windows = windows.Samples,
                Count = windows.Count,
            };
        }
    }

    private static IEnumerable<(string Name, byte[] File)> Files(string name, DiTMoSModel model)
    {
        RoutedGraph graph = RoutedGraph.Of(model);
        foreach (OnnxLayout layout in Enum.GetValues<OnnxLayout>())
        {
            var options = new OnnxOptions { Layout = layout, Metadata = [new("classes", string.Join(',', model.ClassNames))] };
            yield return ($"{name} {layout} full", OnnxWriter.Full(graph, options));
            foreach (NetworkGraph network in graph.Classifiers.Prepend(graph.Selector))
            {
                yield return ($"{name} {layout} {network.Name}", OnnxWriter.Network(network, options));
            }
        }
    }

    /// <summary>A model that always answers the same would prove little.</summary>
    private static void AssertVaries(DiTMoSModel model, WindowSet windows)
    {
        RoutedScores scores = model.Score(windows);
        Assert.True(Enumerable.Range(0, scores.Count).Select(i => scores.Selected(i)).Distinct().Count() >= 2);
        Assert.True(Enumerable.Range(0, scores.Count).Select(i => scores.Predicted(i)).Distinct().Count() >= 2);
    }

    /// <summary>Runs the files of all models in one process, and compares them with the engine.</summary>
    private static void AssertSame(IReadOnlyList<(string Name, DiTMoSModel Model, WindowSet Windows)> models)
    {
        OnnxRuntimeJob[] jobs = [.. models.SelectMany(entry => Jobs(entry.Name, entry.Model, entry.Windows))];

        IReadOnlyList<OnnxRuntimeResult> results = OnnxRuntimeNode.Run(jobs);

        int perModel = jobs.Length / models.Count;
        float largest = models.Select((entry, i) => EngineAssert.Same(entry.Model, entry.Windows, results.Skip(i * perModel).Take(perModel))).Max();
        TestContext.Current.TestOutputHelper?.WriteLine($"{models.Count} models, {jobs.Length} jobs, {jobs.Sum(job => job.Count)} windows: scores differ by at most {largest:G2}.");
    }

    private static WindowSet RandomWindows(DiTMoSModel model, int count, int seed)
    {
        NetworkSpec spec = model.Selector.Spec;
        return new WindowSet
        {
            Samples = Draw.Gaussian(count * spec.Channels * spec.Length, seed).ToSingle(),
            Channels = spec.Channels,
            Length = spec.Length,
            Labels = new int[count],
            ClassNames = model.ClassNames,
            ChannelNames = model.ChannelNames,
            Source = "random",
        };
    }
}
