using DiTMoS.Data;
using DiTMoS.Evaluation;
using DiTMoS.Networks;
using DiTMoS.Training;

namespace DiTMoS.Tests.Evaluation;

public sealed class ClassifierSimilarityTests
{
    private static readonly WindowSet Windows = SyntheticRecordings.Create(seed: 2, subjects: 4, trials: 1, windowsPerTrial: 3);

    [Fact]
    public void Measure_TwinClassifiers_AreAlikeAndOthersAreNot()
    {
        DiTMoSModel trained = Model();
        trained.Classifiers[0].CopyTo(trained.Classifiers[1]);

        double[] similarity = ClassifierSimilarity.Measure(trained, Windows);

        Assert.Equal(1, similarity[1], 1e-6);
        Assert.InRange(similarity[2], 0, 0.999);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(1, similarity[(i * 3) + i], 1e-6);
        }
    }

    [Fact]
    public void Measure_WindowsOfAnotherShape_AreRefused()
    {
        RecordingException error = Assert.Throws<RecordingException>(() => ClassifierSimilarity.Measure(Model(), Windows.SelectChannels("0-1")));

        Assert.Contains("Got 2 x 151", error.Message, StringComparison.Ordinal);
    }

    private static DiTMoSModel Model()
    {
        DataSplit split = DataSplitter.Split(Windows, new SplitOptions { Kind = SplitKind.Subject });
        TrainingOptions options = TrainingOptions.For(Preset.Default);
        return DiTMoSTrainer.Train(
            Windows,
            split,
            options with { NumberOfClassifiers = 3, Joint = options.Joint with { Epochs = 1 } },
            cancellationToken: TestContext.Current.CancellationToken);
    }
}
