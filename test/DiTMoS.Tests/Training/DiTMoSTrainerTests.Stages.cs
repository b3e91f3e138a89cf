using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Splitting;

namespace DiTMoS.Tests.Training;

public sealed partial class DiTMoSTrainerTests
{
    [Theory]
    [MemberData(nameof(Recipes))]
    public void Stages_OneAfterAnother_GiveTheBytesOfAWholeRun(string recipe)
    {
        TrainingOptions options = Recipe(recipe);

        Assert.Equal(Bytes(Train(options)), Bytes(TrainByStages(options)));
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Stages_CancelledAndResumed_GiveTheBytesOfAWholeRun(string recipe)
    {
        TrainingOptions options = Recipe(recipe) with { CheckpointFolder = _folder, CheckpointSeconds = 0, Resume = true };
        using var cancellation = new CancellationTokenSource();
        var stopper = new Listener(progress =>
        {
            if (progress.Epoch == 1 && progress.Epochs > 1)
            {
                cancellation.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => TrainByStages(options, stopper, cancellation.Token));
        Assert.True(Directory.EnumerateFiles(_folder, "*.checkpoint", SearchOption.AllDirectories).Any(), "There must be a checkpoint to go on from.");
        byte[] resumed = Bytes(TrainByStages(options));
        DiTMoSTrainer.RemoveCheckpoint(_folder);

        Assert.Equal(Bytes(Train(Recipe(recipe))), resumed);
        Assert.False(Directory.Exists(_folder), "Removed checkpoints must leave nothing behind.");
        Directory.CreateDirectory(_folder);
    }

    [Fact]
    public void Aggregate_ModelThatLacksNothing_IsGivenBack()
    {
        TrainingOptions options = Recipe("default");
        DiTMoSModel model = Train(options);

        Assert.Same(model, DiTMoSTrainer.Aggregate(Windows, Split, model, options, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Aggregate_ModelOfOtherClasses_NamesThem()
    {
        TrainingOptions options = Recipe("everything");
        DiTMoSModel narrow = Train(Recipe("default") with { Networks = new NetworkOptions { HiddenUnits = 16, FeatureAggregation = false } });
        var other = new DiTMoSModel(narrow.Selector, narrow.Classifiers)
        {
            ClassNames = [.. narrow.ClassNames.Reverse()],
            ChannelNames = narrow.ChannelNames,
            Normalization = narrow.Normalization,
            Record = narrow.Record,
        };

        OptionException error = Assert.Throws<OptionException>(() => DiTMoSTrainer.Aggregate(Windows, Split, other, options, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains($"It has {string.Join(", ", other.ClassNames)}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainOnSubsets_SubsetsThatDoNotFit_AreRefused()
    {
        int windows = Split.Train.Length;

        Assert.Contains($"{windows} training windows. Got 2", Refusal([0, 1]), StringComparison.Ordinal);
        Assert.Contains("window 4", Refusal([.. Enumerable.Range(0, windows).Select(i => i == 4 ? 3 : 0)]), StringComparison.Ordinal);

        static string Refusal(int[] subsets) => Assert.Throws<OptionException>(() => DiTMoSTrainer.TrainOnSubsets(
            Windows, Split, new DiverseSplit { Subsets = subsets }, Recipe("default"), cancellationToken: TestContext.Current.CancellationToken)).Message;
    }

    [Fact]
    public void Stages_WithAModelToGoOnFrom_AreRefused()
    {
        TrainingOptions options = Recipe("default") with { InitialModel = Train(Recipe("default")) };

        OptionException error = Assert.Throws<OptionException>(() => DiTMoSTrainer.Split(Windows, Split, options, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("InitialModel", error.Message, StringComparison.Ordinal);
    }

    private static DiTMoSModel TrainByStages(TrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken? stop = null)
    {
        CancellationToken cancellation = stop ?? TestContext.Current.CancellationToken;
        DiverseSplit subsets = DiTMoSTrainer.Split(Windows, Split, options, progress, cancellation);
        DiTMoSModel model = DiTMoSTrainer.TrainOnSubsets(Windows, Split, subsets, options, progress, cancellation);
        return DiTMoSTrainer.Aggregate(Windows, Split, model, options with { StrongModel = subsets.Strong }, progress, cancellation);
    }
}
