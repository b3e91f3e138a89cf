using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Tests.Data;
using DiTMoS.Training;
using DiTMoS.Training.Baselines;
using DiTMoS.Training.Joint;
using DiTMoS.Training.Optimizers;
using DiTMoS.Training.Strong;

namespace DiTMoS.Tests.Training.Baselines;

public sealed class BaselineTrainerTests
{
    private const float Guess = 0.5f;                   // GunPoint has two classes, equally frequent

    private static readonly WindowSet Windows = SyntheticRecordings.Create(seed: 1, subjects: 4, trials: 1, windowsPerTrial: 2);
    private static readonly DataSplit Split = DataSplitter.Split(Windows, new SplitOptions { Kind = SplitKind.Subject });

    public static TheoryData<Baseline> Baselines => [.. Enum.GetValues<Baseline>()];

    [Theory]
    [MemberData(nameof(Baselines))]
    public void Train_WithSameSeed_GivesSameBytesForAnyThreadCountAndAfterLoading(Baseline baseline)
    {
        byte[] one = Bytes(Train(Options(baseline) with { Threads = 1 }));

        Assert.Equal(one, Bytes(Train(Options(baseline) with { Threads = 2 })));
        Assert.Equal(one, Bytes(WindowModel.Load(new MemoryStream(one), "test")));
    }

    [Theory]
    [MemberData(nameof(Baselines))]
    public void Train_RealWindows_LearnsThem(Baseline baseline)
    {
        WindowSet windows = Recordings.Load(RealData.Path("ucr-uea", "GunPoint"));
        DataSplit split = DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Random });
        BaselineOptions options = Options(baseline) with
        {
            Epochs = 24,
            StrongEpochs = baseline == Baseline.Strong ? 12 : 2,
            NumberOfClassifiers = 2,
            Optimization = new OptimizationOptions { Optimizer = OptimizerKind.AdamW, LearningRate = 0.004f, Schedule = LearningRateSchedule.Cosine, AverageDecay = 0.9f },
        };

        WindowModel model = BaselineTrainer.Train(windows, split, options, cancellationToken: TestContext.Current.CancellationToken);

        WindowSet test = windows.Select(split.Test);
        RoutedScores scores = model.Score(test);
        double accuracy = Enumerable.Range(0, test.Count).Average(i => scores.Predicted(i) == test.Labels[i] ? 1.0 : 0);
        Assert.True(accuracy > Guess + 0.15, $"{baseline} had {accuracy:P1} of {test.Count} windows right; a guess has {Guess:P0}.");
    }

    [Theory]
    [InlineData(Baseline.SigCla, typeof(EnsembleModel), 1, "single classifier")]
    [InlineData(Baseline.SigClaKD, typeof(EnsembleModel), 1, "single classifier")]
    [InlineData(Baseline.AdaMoE, typeof(DiTMoSModel), 4, "selector")]
    [InlineData(Baseline.Ensemble, typeof(EnsembleModel), 2, "classifier")]
    [InlineData(Baseline.NaiveSelection, typeof(DiTMoSModel), 4, "selector")]
    [InlineData(Baseline.Tiny, typeof(EnsembleModel), 1, "classifier")]
    [InlineData(Baseline.Strong, typeof(EnsembleModel), 1, "strong")]
    public void Train_Baseline_GivesItsNetworksWithoutAggregationOrBase(Baseline baseline, Type type, int networks, string first)
    {
        WindowModel model = Train(Options(baseline));

        Assert.IsType(type, model);
        Assert.Equal((networks, first), (model.Networks.Count, model.Networks[0].Spec.Name));
        Assert.All(model.Networks, network => Assert.All(network.Spec.AggregatedChannels, channels => Assert.Equal(0, channels)));
        Assert.True(model is not DiTMoSModel { SharedBase: true });
        Assert.Equal((baseline.ToString(), 7), (model.Record.Preset, model.Record.Seed));
        Assert.Equal(Split.Validation.Length, model.ValidationWindows.Count / Windows.WindowLength);
        Assert.NotEqual(1, model.Temperature);
    }

    // The experiment's methods 'tiny' and 'ensemble' were always trained so: their figures must stay.
    [Fact]
    public void Train_Ensemble_HasTheNetworksThatTheSingleTrainerGivesForSeedsAThousandApart()
    {
        BaselineOptions options = Options(Baseline.Ensemble);
        var recipe = new TrainingOptions { Augmentation = options.Augmentation, SelectBestEpoch = false };
        NetworkSpec spec = PublishedNetworks.Classifier(Windows.Channels, Windows.Length, Windows.Classes, options.Networks with { FeatureAggregation = false });

        WindowModel model = Train(options);
        WindowModel tiny = Train(options with { Baseline = Baseline.Tiny });

        Assert.Equal(Values(7), model.Networks[0].Values);
        Assert.Equal(Values(1007), model.Networks[1].Values);
        Assert.Equal(model.Networks[0].Values, tiny.Networks[0].Values);

        float[] Values(int seed) => SingleNetworkTrainer.Train(
            Windows, Split, spec, options.Optimization, options.Epochs, recipe with { Seed = seed }, cancellationToken: TestContext.Current.CancellationToken).Network.Values;
    }

    [Fact]
    public void Train_GivenStrongModel_TeachesAsOneThatIsTrained()
    {
        NetworkFile strong = ((EnsembleModel)Train(Options(Baseline.Strong))).ToNetworkFile();
        BaselineOptions options = Options(Baseline.SigClaKD);

        WindowModel given = Train(options with { StrongModel = strong });
        WindowModel trained = Train(options);
        WindowModel undistilled = Train(options with { Baseline = Baseline.SigCla });
        WindowModel decoupled = Train(options with { StrongModel = strong, Distillation = new DistillationOptions { Method = DistillationMethod.Decoupled } });

        Assert.Equal(trained.Networks[0].Values, given.Networks[0].Values);
        Assert.NotEqual(undistilled.Networks[0].Values, given.Networks[0].Values);
        Assert.NotEqual(decoupled.Networks[0].Values, given.Networks[0].Values);
        Assert.Equal(["strong model", "training"], trained.Record.Epochs.Select(e => e.Stage).Distinct());
        Assert.Equal(["training"], given.Record.Epochs.Select(e => e.Stage).Distinct());
    }

    [Fact]
    public void Train_StrongModelThatKnowsTheTest_IsRefused()
    {
        NetworkFile strong = ((EnsembleModel)Train(Options(Baseline.Strong))).ToNetworkFile();
        DataSplit other = DataSplitter.Split(Windows, new SplitOptions { Kind = SplitKind.Random, Seed = 3 });

        var error = Assert.Throws<OptionException>(() => BaselineTrainer.Train(Windows, other, Options(Baseline.SigClaKD) with { StrongModel = strong }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("must not know the windows to test", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Baseline.Ensemble)]
    [InlineData(Baseline.SigClaKD)]
    [InlineData(Baseline.NaiveSelection)]
    public void Train_Progress_RisesToTheEnd(Baseline baseline)
    {
        var done = new List<double>();

        BaselineTrainer.Train(Windows, Split, Options(baseline), new Listener(progress => done.Add(progress.FractionDone)), TestContext.Current.CancellationToken);

        Assert.Equal(done.Order(), done);
        Assert.Equal(done.Count, done.Distinct().Count());
        Assert.Equal(1, done[^1], 1e-9);
    }

    [Fact]
    public void For_OurRecipe_TakesItsMeansAndNothingElse()
    {
        TrainingOptions ours = TrainingOptions.For(Preset.Default) with
        {
            Seed = 5,
            NumberOfClassifiers = 4,
            ClassWeights = true,
            Joint = new JointOptions { Epochs = 9, Optimization = new OptimizationOptions { BatchSize = 3, AverageDecay = 0.5f }, LoadBalancing = 0.7f, Distillation = 0.2f },
            Strong = new StrongModelOptions { Epochs = 11 },
        };

        BaselineOptions options = BaselineOptions.For(Baseline.AdaMoE, ours);

        Assert.Equal((9, 11, 5, 4, true, false), (options.Epochs, options.StrongEpochs, options.Seed, options.NumberOfClassifiers, options.ClassWeights, options.SelectBestEpoch));
        Assert.Equal((ours.Joint.Optimization, ours.Augmentation), (options.Optimization, options.Augmentation));
        Assert.Equal(0.05f, options.LoadBalancing);
    }

    [Fact]
    public void For_RecipeThatDoesNotFit_SaysWhy()
    {
        AssertRefused("Joint.Epochs must be over 0", TrainingOptions.For(Preset.AsPublished));
        AssertRefused("Got SelectOnTest", TrainingOptions.For(Preset.Default) with { SelectOnTest = true });
    }

    [Fact]
    public void Train_OptionOutOfRange_IsNamed()
    {
        Assert.Contains("Epochs", Refused(o => o with { Epochs = 0 }), StringComparison.Ordinal);
        Assert.Contains("Members", Refused(o => o with { Members = 0 }), StringComparison.Ordinal);
        Assert.Contains("NumberOfClassifiers", Refused(o => o with { NumberOfClassifiers = 1 }), StringComparison.Ordinal);
        Assert.Contains("Distillation.SoftShare", Refused(o => o with { Distillation = new DistillationOptions { SoftShare = 1.5f } }), StringComparison.Ordinal);
        Assert.Contains("Distillation.Temperature", Refused(o => o with { Distillation = new DistillationOptions { Temperature = 0 } }), StringComparison.Ordinal);
        Assert.Contains("Baseline must be one of", Refused(o => o with { Baseline = (Baseline)99 }), StringComparison.Ordinal);

        static string Refused(Func<BaselineOptions, BaselineOptions> change) => Assert.Throws<OptionException>(() => Train(change(Options(Baseline.Tiny)))).Message;
    }

    private static void AssertRefused(string rule, TrainingOptions ours) =>
        Assert.Contains(rule, Assert.Throws<OptionException>(() => BaselineOptions.For(Baseline.Tiny, ours)).Message, StringComparison.Ordinal);

    private static WindowModel Train(BaselineOptions options) => BaselineTrainer.Train(Windows, Split, options, cancellationToken: TestContext.Current.CancellationToken);

    private static BaselineOptions Options(Baseline baseline)
    {
        TrainingOptions ours = TrainingOptions.For(Preset.Default);
        return BaselineOptions.For(baseline, ours with { Seed = 7, NumberOfClassifiers = 3, Joint = ours.Joint with { Epochs = 2 }, Strong = ours.Strong with { Epochs = 1 } });
    }

    private static byte[] Bytes(WindowModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private sealed class Listener(Action<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told(value);
    }
}
