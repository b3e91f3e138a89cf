using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Pretraining;
using DiTMoS.Training.Strong;

namespace DiTMoS.Tests.Training;

public sealed class WindowWeightTests
{
    private static readonly WindowSet Windows = SyntheticRecordings.Create(seed: 1, subjects: 3, trials: 1, windowsPerTrial: 4);
    private static readonly DataSplit Split = DataSplitter.HoldBack(Windows, SplitKind.Random, 0, seed: 1);

    [Fact]
    public void Train_EqualWeights_ChangeNothing()
    {
        foreach (TrainingOptions recipe in new[] { Joint(), Published() })
        {
            Assert.Equal(Values(null, recipe), Values([.. Windows.Labels.Select(_ => 3f)], recipe));
        }
    }

    [Fact]
    public void Train_OtherWeights_ChangeEveryStage()
    {
        float[] weights = [.. Windows.Labels.Select((_, i) => i % 3 == 0 ? 4f : 0.5f)];
        TrainingOptions published = Published();
        TrainingOptions pretraining = published with { Adversarial = published.Adversarial with { Iterations = 0 }, Pretraining = published.Pretraining with { SelectorEpochs = 0 } };
        TrainingOptions selector = published with { Adversarial = published.Adversarial with { ClassifierEpochs = 0 } };

        foreach (TrainingOptions recipe in new[] { Joint(), published, pretraining, selector })
        {
            Assert.NotEqual(Values(null, recipe), Values(weights, recipe));
        }
    }

    [Fact]
    public void Train_WindowsOfWeightZero_TeachNothing()
    {
        float[] weights = [.. Windows.Labels.Select((_, i) => i % 5 == 0 ? 0f : 1f)];
        int[] mislabelled = [.. Windows.Labels.Select((label, i) => i % 5 == 0 ? 0 : label)];

        Assert.Equal(Values(weights, Joint()), Values(weights, Joint(), mislabelled));
        Assert.NotEqual(Values(null, Joint()), Values(null, Joint(), mislabelled));
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Train_WeightThatIsNone_IsRefused(float weight)
    {
        float[] weights = [.. Windows.Labels.Select((_, i) => i == 2 ? weight : 1f)];

        Assert.Contains("window 2", Assert.Throws<RecordingException>(() => Values(weights, Joint())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_NoWeightAtAll_IsRefused() =>
        Assert.Contains("weight 0", Assert.Throws<OptionException>(() => Values(new float[Windows.Count], Joint())).Message, StringComparison.Ordinal);

    private static TrainingOptions Joint()
    {
        TrainingOptions ours = TrainingOptions.For(Preset.Default);
        return ours with { NumberOfClassifiers = 2, Threads = 1, Networks = ours.Networks with { HiddenUnits = 8 }, Joint = ours.Joint with { Epochs = 2 } };
    }

    private static TrainingOptions Published() => TrainingOptions.For(Preset.AsPublished) with
    {
        NumberOfClassifiers = 2,
        Threads = 1,
        Networks = new NetworkOptions { HiddenUnits = 8 },
        Strong = new StrongModelOptions { Epochs = 1 },
        Pretraining = new PretrainingOptions { ClassifierEpochs = 1, SelectorEpochs = 1 },
        Adversarial = new AdversarialOptions { Iterations = 1, SelectorEpochs = 1, ClassifierEpochs = 1 },
    };

    private static float[] Values(float[]? weights, TrainingOptions recipe, int[]? labels = null)
    {
        var windows = new WindowSet
        {
            Samples = Windows.Samples,
            Channels = Windows.Channels,
            Length = Windows.Length,
            Labels = labels ?? Windows.Labels,
            ClassNames = Windows.ClassNames,
            ChannelNames = Windows.ChannelNames,
            Weights = weights,
            Source = "weighted",
        };
        DiTMoSModel model = DiTMoSTrainer.Train(windows, Split, recipe, cancellationToken: TestContext.Current.CancellationToken);
        return [.. model.Selector.Values, .. model.Classifiers.SelectMany(classifier => classifier.Values)];
    }
}
