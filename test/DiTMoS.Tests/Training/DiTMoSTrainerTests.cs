using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Aggregation;
using DiTMoS.Training.Augmentation;
using DiTMoS.Training.Baselines;
using DiTMoS.Training.Joint;
using DiTMoS.Training.Optimizers;
using DiTMoS.Training.Pretraining;
using DiTMoS.Training.Splitting;
using DiTMoS.Training.Strong;

namespace DiTMoS.Tests.Training;

public sealed partial class DiTMoSTrainerTests : IDisposable
{
    private static readonly WindowSet Windows = SyntheticRecordings.Create(seed: 1, subjects: 5, trials: 1, windowsPerTrial: 6);
    private static readonly DataSplit Split = DataSplitter.Split(Windows, new SplitOptions { Kind = SplitKind.Subject });

    private readonly string _folder = Directory.CreateTempSubdirectory("ditmos-").FullName;

    public static TheoryData<string> Recipes => ["default", "as published", "everything"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Train_WithSameSeed_GivesSameBytesForAnyThreadCount(string recipe)
    {
        byte[] one = Bytes(Train(Recipe(recipe) with { Threads = 1 }));

        Assert.Equal(one, Bytes(Train(Recipe(recipe) with { Threads = 2 })));
        Assert.Equal(one, Bytes(Train(Recipe(recipe) with { Threads = 3 })));
    }

    [Fact]
    public void Train_WithAnotherSeed_GivesAnotherModel()
    {
        Assert.NotEqual(Bytes(Train(Recipe("default"))), Bytes(Train(Recipe("default") with { Seed = 8 })));
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Train_CancelledAfterAnyEpochAndResumed_GivesSameBytes(string recipe)
    {
        TrainingOptions options = Recipe(recipe);
        var reports = new List<TrainingProgress>();
        byte[] uninterrupted = Bytes(DiTMoSTrainer.Train(Windows, Split, options, new Listener(reports.Add), TestContext.Current.CancellationToken));

        for (int stop = 1; stop < reports.Count; stop++)
        {
            TrainingOptions checkpointed = options with { CheckpointFolder = Path.Combine(_folder, $"{stop}"), CheckpointSeconds = 0, Resume = true };
            using var cancellation = new CancellationTokenSource();
            int epochs = 0;
            var stopper = new Listener(_ =>
            {
                if (++epochs == stop)
                {
                    cancellation.Cancel();
                }
            });

            Assert.ThrowsAny<OperationCanceledException>(() => DiTMoSTrainer.Train(Windows, Split, checkpointed, stopper, cancellation.Token));
            DiTMoSModel resumed = DiTMoSTrainer.Train(Windows, Split, checkpointed, cancellationToken: TestContext.Current.CancellationToken);

            Assert.Equal(uninterrupted, Bytes(resumed));
            DiTMoSTrainer.RemoveCheckpoint(checkpointed.CheckpointFolder!);
            Assert.False(Directory.Exists(checkpointed.CheckpointFolder), "A removed checkpoint must be gone, its folder too.");
        }
    }

    [Fact]
    public void Train_ResumedWithOtherOptions_RefusesTheCheckpoint()
    {
        TrainingOptions options = Recipe("default") with { CheckpointFolder = _folder, CheckpointSeconds = 0, Resume = true };
        using var cancellation = new CancellationTokenSource();
        int epochs = 0;
        var stopper = new Listener(_ =>
        {
            if (++epochs == 3)
            {
                cancellation.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => DiTMoSTrainer.Train(Windows, Split, options, stopper, cancellation.Token));

        ModelFileException error = Assert.Throws<ModelFileException>(() => Train(options with { Seed = 99 }));

        Assert.Contains("--resume", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Default_LearnsTheSyntheticActivities()
    {
        WindowSet windows = SyntheticRecordings.Create(seed: 1, subjects: 8, trials: 2, windowsPerTrial: 6);
        DataSplit split = DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Subject });
        TrainingOptions options = Recipe("default") with { Joint = Recipe("default").Joint with { Epochs = 20 } };

        DiTMoSModel model = DiTMoSTrainer.Train(windows, split, options, cancellationToken: TestContext.Current.CancellationToken);

        WindowSet test = windows.Select(split.Test);
        RoutedScores scores = model.Score(test);
        int right = Enumerable.Range(0, test.Count).Count(i => scores.Predicted(i) == test.Labels[i]);
        Assert.True(right > 0.5 * test.Count, $"Only {right} of {test.Count} windows were right; a guess is right for one in {test.Classes}.");
    }

    [Fact]
    public void Train_FromAModel_KeepsItsClassesAndChangesItsWeights()
    {
        DiTMoSModel first = Train(Recipe("default"));

        DiTMoSModel tuned = Train(Recipe("default") with { InitialModel = first, FineTuning = new FineTuningOptions { Epochs = 1 } });

        Assert.Equal(first.ClassNames, tuned.ClassNames);
        Assert.NotEqual(first.Selector.Values, tuned.Selector.Values);
        Assert.NotEqual(first.Classifiers[0].Values, tuned.Classifiers[0].Values);
        Assert.Equal(["fine-tuning"], tuned.Record.Epochs.Select(e => e.Stage).Distinct());
    }

    [Fact]
    public void Train_FromAModelThatDoesNotKnowAClass_NamesTheClass()
    {
        DiTMoSModel model = Train(Recipe("default"));
        var renamed = new WindowSet
        {
            Samples = Windows.Samples,
            Channels = Windows.Channels,
            Length = Windows.Length,
            Labels = Windows.Labels,
            ClassNames = [.. Windows.ClassNames.Select((n, i) => i == 1 ? "juggling" : n)],
            ChannelNames = Windows.ChannelNames,
            Subjects = Windows.Subjects,
            SubjectNames = Windows.SubjectNames,
            Trials = Windows.Trials,
            Source = "renamed",
        };

        OptionException error = Assert.Throws<OptionException>(() => DiTMoSTrainer.Train(renamed, Split, Recipe("default") with { InitialModel = model }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("'juggling'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WithMoreClassifiersThanWindows_NamesBothNumbers()
    {
        int windows = Split.Train.Length;

        OptionException error = Assert.Throws<OptionException>(() => Train(Recipe("default") with { NumberOfClassifiers = windows + 1 }));

        Assert.Contains($"{windows}. Got {windows + 1}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Train_Progress_RisesToOneAndNamesTheStages(bool published)
    {
        var reports = new List<TrainingProgress>();

        DiTMoSTrainer.Train(Windows, Split, Recipe(published ? "as published" : "default"), new Listener(reports.Add), TestContext.Current.CancellationToken);

        Assert.Equal(reports.Select(r => r.FractionDone).Order(), reports.Select(r => r.FractionDone));
        Assert.Equal(1, reports[^1].FractionDone, 6);
        string[] expected = published
            ? ["strong model", "splitting", "pre-training", "selector pre-training", "adversarial training"]
            : ["splitting", "joint training"];
        Assert.Equal(expected, reports.Select(r => r.Stage).Distinct());
    }

    [Fact]
    public void Train_SelectedOnTest_IsMarkedInTheRecord()
    {
        Assert.True(Train(Recipe("default") with { SelectOnTest = true }).Record.SelectedOnTest);
        Assert.False(Train(Recipe("default")).Record.SelectedOnTest);
    }

    [Fact]
    public void Train_SelectedOnTest_KeepsTheLatestOfTheBestEpochsOfTheTestPart()
    {
        TrainingOptions recipe = Recipe("default");
        TrainingOptions options = recipe with { SelectOnTest = true, Joint = recipe.Joint with { Epochs = 12, Optimization = recipe.Joint.Optimization with { LearningRate = 0.03f } } };

        DiTMoSModel model = Train(options);

        double[] accuracies = [.. model.Record.Epochs.Where(e => e.Stage == "joint training").Select(e => e.ValidationAccuracy!.Value)];
        Assert.True(accuracies[^1] < accuracies.Max(), "The last epoch must not be the best, or this test shows nothing.");
        Assert.Equal(accuracies.Max(), Accuracy(model, Split.Test), 6);
    }

    [Theory]
    [InlineData(40, 0)]
    [InlineData(40, 10)]
    [InlineData(0, 0)]
    public void Train_SharedBaseWithoutJointTrainingAlone_NamesTheOptions(int iterations, int jointEpochs)
    {
        TrainingOptions recipe = Recipe("as published");
        TrainingOptions options = recipe with
        {
            Networks = recipe.Networks with { SharedBase = true },
            Adversarial = recipe.Adversarial with { Iterations = iterations },
            Joint = recipe.Joint with { Epochs = jointEpochs },
        };

        AssertSharedBaseRefused(options);
    }

    [Fact]
    public void Train_SharedBaseAddedBehindAlternation_NamesTheOptions()
    {
        TrainingOptions recipe = Recipe("as published");

        AssertSharedBaseRefused(recipe with { Networks = recipe.Networks with { SharedBase = true }, Aggregation = new AggregationOptions { AfterTraining = true } });
    }

    [Fact]
    public void Train_FromAModelWithSharedBaseByAlternation_NamesTheOptions()
    {
        DiTMoSModel model = Train(Recipe("default"));

        AssertSharedBaseRefused(Recipe("as published") with { InitialModel = model });
    }

    [Fact]
    public void Train_GivenStrongModel_ReadsWindowsByItsOwnNormalization()
    {
        TrainingOptions recipe = Recipe("as published") with { Adversarial = Recipe("as published").Adversarial with { Iterations = 0 } };
        NetworkFile strong = TrainStrong(recipe);
        var half = new ChannelNormalization([.. strong.Normalization.Mean], [.. strong.Normalization.Scale.Select(s => s / 2)]);
        var changed = new NetworkFile(strong.Network) { ClassNames = strong.ClassNames, Normalization = half };

        // The same function, told in other figures: statistics of windows scaled down, behind a normalisation that scales them down.
        var same = new NetworkFile(strong.Network.Clone()) { ClassNames = strong.ClassNames, Normalization = half };
        Scale(same.Network["input.norm.running_mean"], 0.5f);
        Scale(same.Network["input.norm.running_var"], 0.25f);

        float[] expected = Train(recipe with { StrongModel = strong }).Classifiers[0].Values;
        Assert.Equal(expected, Train(recipe with { StrongModel = same }).Classifiers[0].Values);
        Assert.NotEqual(expected, Train(recipe with { StrongModel = changed }).Classifiers[0].Values);

        static void Scale(Span<float> values, float factor)
        {
            foreach (ref float value in values)
            {
                value *= factor;
            }
        }
    }

    [Fact]
    public void TrainWithStrongModel_GivenTheOneItTrained_TrainsTheSameNetworks()
    {
        TrainingOptions recipe = Recipe("as published");
        (DiTMoSModel first, NetworkFile? strong) = DiTMoSTrainer.TrainWithStrongModel(Windows, Split, recipe, cancellationToken: TestContext.Current.CancellationToken);

        DiTMoSModel second = Train(recipe with { StrongModel = strong });

        Assert.Equal(["strong model"], strong!.Record!.Epochs.Select(epoch => epoch.Stage));
        Assert.Equal(first.Selector.Values, second.Selector.Values);
        Assert.All(first.Classifiers.Zip(second.Classifiers), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
    }

    [Fact]
    public void Train_GivenStrongModelThatKnowsTheTestPart_IsRefused()
    {
        TrainingOptions recipe = Recipe("as published");
        NetworkFile? strong = DiTMoSTrainer.TrainWithStrongModel(Windows, Split, recipe, cancellationToken: TestContext.Current.CancellationToken).Strong;
        DataSplit other = DataSplit.FromRows(Windows, SplitKind.Random, [.. Split.Test, .. Split.Train.Skip(10)], Split.Validation, [.. Split.Train.Take(10)]);

        OptionException error = Assert.Throws<OptionException>(
            () => DiTMoSTrainer.Train(Windows, other, recipe with { StrongModel = strong }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("10 of 10", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_FromAModel_TakesItsNumberOfClassifiers()
    {
        DiTMoSModel first = Train(Recipe("default"));

        DiTMoSModel tuned = Train(Recipe("default") with { InitialModel = first, NumberOfClassifiers = Split.Train.Length + 1, FineTuning = new FineTuningOptions { Epochs = 1 } });

        Assert.Equal(3, tuned.Classifiers.Count);
        Assert.Contains("\"numberOfClassifiers\":3", tuned.Record.Options, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_FromAModelWithAggregationAfterTraining_AddsWhatItLacks()
    {
        TrainingOptions recipe = Recipe("default");
        TrainingOptions narrow = recipe with { Networks = recipe.Networks with { FeatureAggregation = false, SharedBase = false }, FineTuning = new FineTuningOptions { Epochs = 1 } };
        DiTMoSModel first = Train(narrow);

        DiTMoSModel asItWas = Train(recipe with { InitialModel = first, FineTuning = narrow.FineTuning });
        DiTMoSModel tuned = Train(recipe with { InitialModel = first, FineTuning = narrow.FineTuning, Aggregation = new AggregationOptions { AfterTraining = true } });

        Assert.False(asItWas.SharedBase);
        Assert.True(tuned.SharedBase);
        Assert.Equal([0, 8, 8], tuned.Classifiers[0].Spec.AggregatedChannels);
    }

    public static TheoryData<string, TrainingOptions> BadOptions => new()
    {
        { "CheckpointSeconds", Recipe("default") with { CheckpointSeconds = -1 } },
        { "CheckpointSeconds", Recipe("default") with { CheckpointSeconds = double.NaN } },
        { "Adversarial.SingleWeight", Recipe("default") with { Adversarial = new AdversarialOptions { SingleWeight = float.NaN } } },
        { "Adversarial.UnionWeight", Recipe("default") with { Adversarial = new AdversarialOptions { UnionWeight = -1 } } },
        { "Adversarial.OverlapWeight", Recipe("default") with { Adversarial = new AdversarialOptions { OverlapWeight = -1 } } },
        { "Adversarial.StatisticsUpdates", Recipe("default") with { Adversarial = new AdversarialOptions { StatisticsUpdates = 0 } } },
        { "Joint.Optimization.StepFactor", Recipe("default") with { Joint = new JointOptions { Epochs = 1, Optimization = new OptimizationOptions { StepFactor = 1.1f } } } },
        { "Joint.Epochs", Recipe("default") with { Joint = new JointOptions() } },
        { "Threads", Recipe("default") with { Threads = -1 } },
        { "Augmentation.Jitter", Recipe("default") with { Augmentation = new AugmentationOptions { Jitter = -1 } } },
    };

    [Theory]
    [MemberData(nameof(BadOptions), DisableDiscoveryEnumeration = true)]
    public void Train_OptionOutOfRange_IsNamed(string option, TrainingOptions options) =>
        Assert.Contains(option, Assert.Throws<OptionException>(() => Train(options)).Message, StringComparison.Ordinal);

    [Fact]
    public void TrainSingleNetwork_OptionOutOfRange_IsNamed()
    {
        Assert.Contains("Threads", Assert.Throws<OptionException>(() => TrainStrong(Recipe("default") with { Threads = -1 })).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Augmentation.Jitter",
            Assert.Throws<OptionException>(() => TrainStrong(Recipe("default") with { Augmentation = new AugmentationOptions { Jitter = -1 } })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Train_GivenStrongModelOfOtherClasses_NamesThem()
    {
        TrainingOptions recipe = Recipe("as published");
        NetworkFile strong = TrainStrong(recipe);
        var reversed = new NetworkFile(strong.Network) { ClassNames = [.. strong.ClassNames.Reverse()], Normalization = strong.Normalization };

        OptionException error = Assert.Throws<OptionException>(() => Train(recipe with { StrongModel = reversed }));

        Assert.Contains($"It has {string.Join(", ", reversed.ClassNames)}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_TestWindows_ChangeNothing()
    {
        float[] spoiled = [.. Windows.Samples];
        var random = new SeededRandom(0, "spoil");
        foreach (int row in Split.Test)
        {
            foreach (ref float sample in spoiled.AsSpan(row * Windows.WindowLength, Windows.WindowLength))
            {
                sample = (float)random.NextGaussian();
            }
        }

        var altered = new WindowSet
        {
            Samples = spoiled,
            Channels = Windows.Channels,
            Length = Windows.Length,
            Labels = Windows.Labels,
            ClassNames = Windows.ClassNames,
            ChannelNames = Windows.ChannelNames,
            Subjects = Windows.Subjects,
            SubjectNames = Windows.SubjectNames,
            Trials = Windows.Trials,
            SampleRateHz = Windows.SampleRateHz,
            Source = Windows.Source,
        };

        DiTMoSModel model = DiTMoSTrainer.Train(altered, Split, Recipe("everything"), cancellationToken: TestContext.Current.CancellationToken);

        DiTMoSModel untouched = Train(Recipe("everything"));
        Assert.Equal(untouched.Temperature, model.Temperature);
        Assert.Equal(untouched.Selector.Values, model.Selector.Values);
        Assert.All(untouched.Classifiers.Zip(model.Classifiers), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
    }

    // Small versions of whole recipes: every stage runs, for few epochs.
    private static TrainingOptions Recipe(string name)
    {
        TrainingOptions published = TrainingOptions.For(Preset.AsPublished);
        TrainingOptions ours = TrainingOptions.For(Preset.Default);
        var small = new NetworkOptions { HiddenUnits = 16 };
        return name switch
        {
            "as published" => published with
            {
                Seed = 7,
                NumberOfClassifiers = 3,
                Networks = small,
                Strong = published.Strong with { Epochs = 1 },
                Pretraining = published.Pretraining with { ClassifierEpochs = 2, SelectorEpochs = 1 },
                Adversarial = published.Adversarial with { Iterations = 2, SelectorEpochs = 1, ClassifierEpochs = 1 },
            },
            "everything" => published with
            {
                Seed = 7,
                NumberOfClassifiers = 3,
                Networks = small with { SharedBase = true },
                Strong = new StrongModelOptions { Epochs = 1 },
                Splitting = new SplittingOptions { Restarts = 3, MinimumSubset = 10 },
                Pretraining = new PretrainingOptions { ClassifierEpochs = 1, SelectorEpochs = 1 },
                Adversarial = new AdversarialOptions { Iterations = 1, SelectorEpochs = 1, ClassifierEpochs = 1 },
                Joint = ours.Joint with { Epochs = 2, FeatureGradients = true, GuidanceEpochs = 1, Distillation = 0.5f, RoutedLoss = 0.5f },
                Aggregation = new AggregationOptions { AfterTraining = true },
                FineTuning = new FineTuningOptions { Epochs = 1 },
                Augmentation = new AugmentationOptions { Jitter = 0.1f, Scaling = 0.1f, TimeShift = 0.1f, RotationDegrees = 20, TimeMask = 0.1f, Offset = 0.1f },
                BalancedSampling = true,
                ClassWeights = true,
            },
            _ => ours with
            {
                Seed = 7,
                NumberOfClassifiers = 3,
                Networks = ours.Networks with { HiddenUnits = 16 },
                Strong = ours.Strong with { Epochs = 1 },
                Joint = ours.Joint with { Epochs = 4 },
            },
        };
    }

    private static void AssertSharedBaseRefused(TrainingOptions options)
    {
        OptionException error = Assert.Throws<OptionException>(() => Train(options));

        Assert.Contains("Networks.SharedBase", error.Message, StringComparison.Ordinal);
        Assert.Contains("Joint.Epochs", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100_000)]
    public void Train_KeptWindows_AreOfTheValidationPartAndChangeNoWeight(int kept)
    {
        TrainingOptions options = Recipe("default");

        DiTMoSModel model = Train(options with { KeptValidationWindows = kept });

        float[][] windows = [.. model.ValidationWindows.Chunk(Windows.WindowLength)];
        Assert.Equal(Math.Min(kept, Split.Validation.Length), windows.Length);
        Assert.All(windows, window => Assert.Contains(Split.Validation, row => Windows.Window(row).SequenceEqual(window)));
        Assert.Equal(Train(options).Selector.Values, model.Selector.Values);
    }

    private static NetworkFile TrainStrong(TrainingOptions options) => SingleNetworkTrainer.Train(
        Windows,
        Split,
        PublishedNetworks.Strong(Windows.Channels, Windows.Length, Windows.Classes),
        options.Strong.Optimization,
        options.Strong.Epochs,
        options,
        cancellationToken: TestContext.Current.CancellationToken);

    private static double Accuracy(DiTMoSModel model, int[] rows)
    {
        WindowSet windows = Windows.Select(rows);
        RoutedScores scores = model.Score(windows);
        return Enumerable.Range(0, windows.Count).Count(i => scores.Predicted(i) == windows.Labels[i]) / (double)windows.Count;
    }

    private static DiTMoSModel Train(TrainingOptions options) =>
        DiTMoSTrainer.Train(Windows, Split, options, cancellationToken: TestContext.Current.CancellationToken);

    private static byte[] Bytes(DiTMoSModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private sealed class Listener(Action<TrainingProgress> heard) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => heard(value);
    }
}
