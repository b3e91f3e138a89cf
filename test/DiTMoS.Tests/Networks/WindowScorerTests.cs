using DiTMoS.Data;
using DiTMoS.Kernels;
using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

public sealed class WindowScorerTests
{
    private static readonly WindowSet Windows = SyntheticRecordings.Create(seed: 3, subjects: 2, trials: 1, windowsPerTrial: 4);

    [Theory]
    [InlineData(1, false)]
    [InlineData(7, false)]
    [InlineData(64, true)]
    public void Score_AnyNumberAtATime_GivesTheModelsAnswers(int capacity, bool sharedBase)
    {
        DiTMoSModel model = Model(sharedBase);
        RoutedScores expected = model.Score(Windows, threads: 1);
        var scorer = new WindowScorer(model, capacity);

        for (int first = 0; first < Windows.Count; first += capacity)
        {
            int count = Math.Min(capacity, Windows.Count - first);
            scorer.Score(Windows.Samples.AsSpan(first * Windows.WindowLength, count * Windows.WindowLength), count);

            for (int i = 0; i < count; i++)
            {
                Assert.Equal(expected.Selected(first + i), scorer.Selected(i));
                Assert.Equal(expected.Predicted(first + i), scorer.Predicted(i));
                Assert.Equal(Softmax(expected.Logits(first + i, scorer.Selected(i)), model.Temperature), scorer.Probabilities(i));
                Assert.Equal(Softmax(expected.RoutingLogits.AsSpan((first + i) * expected.Classifiers, expected.Classifiers), 1), scorer.RoutingProbabilities(i));
            }
        }
    }

    [Fact]
    public void Score_AllClassifiers_GivesWhatEachSays()
    {
        DiTMoSModel model = Model(sharedBase: true);
        RoutedScores expected = model.Score(Windows, threads: 1);
        var scorer = new WindowScorer(model, Windows.Count, allClassifiers: true);

        scorer.Score(Windows.Samples, Windows.Count);

        for (int i = 0; i < Windows.Count; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                Assert.Equal(Softmax(expected.Logits(i, c), model.Temperature), scorer.ClassifierProbabilities(i, c));
            }
        }
    }

    [Theory]
    [InlineData(float.NaN, 5)]
    [InlineData(float.PositiveInfinity, 0)]
    [InlineData(float.NegativeInfinity, 452)]
    [InlineData(float.NaN, 452)]
    public void Score_WindowThatIsNotFinite_GetsNoAnswerAndHarmsNoOther(float value, int sample)
    {
        var scorer = new WindowScorer(Model(sharedBase: true), 3, allClassifiers: true);
        float[] samples = Windows.Samples[..(3 * Windows.WindowLength)];
        scorer.Score(samples, 3);
        float[] before = [.. scorer.Probabilities(0), .. scorer.Probabilities(2)];

        samples[Windows.WindowLength + sample] = value;
        scorer.Score(samples, 3);

        Assert.Equal(before, (float[])[.. scorer.Probabilities(0), .. scorer.Probabilities(2)]);
        Assert.Equal((-1, -1), (scorer.Selected(1), scorer.Predicted(1)));
        Assert.All([.. scorer.Probabilities(1), .. scorer.RoutingProbabilities(1), .. scorer.ClassifierProbabilities(1, 2)], p => Assert.True(float.IsNaN(p)));
    }

    [Fact]
    public void Score_AfterTheFirstTime_AllocatesNothing()
    {
        var scorer = new WindowScorer(Model(sharedBase: true), 4);
        scorer.Score(Windows.Samples.AsSpan(0, 4 * Windows.WindowLength), 4);

        Assert.Equal(0, Allocation.LeastOf(() => scorer.Score(Windows.Samples.AsSpan(0, 4 * Windows.WindowLength), 4)));
    }

    [Fact]
    public void Score_WeightsChangedAfterwards_ScoresAsBefore()
    {
        DiTMoSModel model = Model(sharedBase: true);
        var scorer = new WindowScorer(model, 1);
        scorer.Score(Windows.Window(0), 1);
        float[] before = [.. scorer.Probabilities(0)];

        model.Selector.Values.AsSpan().Clear();
        model.Classifiers[scorer.Selected(0)].Values.AsSpan().Clear();
        scorer.Score(Windows.Window(0), 1);

        Assert.Equal(before, scorer.Probabilities(0));
    }

    [Fact]
    public void Score_WindowsOfAnotherShape_NamesBoth()
    {
        var scorer = new WindowScorer(Model(sharedBase: false), 2);

        ArgumentException error = Assert.Throws<ArgumentException>(() => scorer.Score(new float[Windows.WindowLength + 1], 1));

        Assert.Contains($"{Windows.WindowLength} values. Got {Windows.WindowLength + 1}", error.Message, StringComparison.Ordinal);
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

    private static DiTMoSModel Model(bool sharedBase)
    {
        var shapes = new NetworkOptions { HiddenUnits = 16, SharedBase = sharedBase };
        var selector = new Network(PublishedNetworks.Selector(Windows.Channels, Windows.Length, shapes.SelectorOutputs(3, Windows.Classes), shapes));
        Network[] classifiers = [.. Enumerable.Range(0, 3).Select(_ => new Network(PublishedNetworks.Classifier(Windows.Channels, Windows.Length, Windows.Classes, shapes)))];
        selector.Initialize(new SeededRandom(1, "selector"));
        for (int c = 0; c < 3; c++)
        {
            classifiers[c].Initialize(new SeededRandom(1, "classifier", c));
        }

        return new DiTMoSModel(selector, classifiers)
        {
            ClassNames = Windows.ClassNames,
            ChannelNames = Windows.ChannelNames,
            Normalization = ChannelNormalization.Learn(Windows, [.. Enumerable.Range(0, Windows.Count)]),
            Temperature = 1.7f,
            Record = new TrainingRecord { Preset = "none", Seed = 0, Source = "synthetic", Split = "none" },
        };
    }
}
