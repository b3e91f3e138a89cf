using System.Globalization;
using System.Text.Json;
using DiTMoS.Data;
using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Calibration;
using DiTMoS.Training.Joint;
using DiTMoS.Training.Pretraining;
using DiTMoS.Training.Splitting;
using DiTMoS.Training.Strong;

namespace DiTMoS.Training.Baselines;

/// <summary>One call of the baselines' trainer: its networks one after another, then the model of them.</summary>
internal sealed class BaselineRun(WindowSet windows, DataSplit split, BaselineOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
{
    private const int SeedsApart = 1000;                        // far from the seeds of other runs

    private readonly NetworkOptions _shapes = options.Networks with { FeatureAggregation = false, SharedBase = false };
    private readonly List<EpochRecord> _epochs = [];

    /// <summary>Trains the baseline.</summary>
    public WindowModel Train() => options.Baseline switch
    {
        Baseline.AdaMoE => Mixture(),
        Baseline.NaiveSelection => Selection(),
        Baseline.Ensemble => Ensemble(Classifier(), options.Epochs, options.Members),
        Baseline.SigCla => Ensemble(SigCla(), options.Epochs, 1),
        Baseline.SigClaKD => Distilled(),
        Baseline.Strong => Ensemble(Strong(), options.StrongEpochs, 1),
        _ => Ensemble(Classifier(), options.Epochs, 1),
    };

    private NetworkSpec Classifier() => PublishedNetworks.Classifier(windows.Channels, windows.Length, windows.Classes, _shapes);

    private NetworkSpec SigCla() => PublishedNetworks.SingleClassifier(windows.Channels, windows.Length, windows.Classes, options.Networks);

    private NetworkSpec Strong() => PublishedNetworks.Strong(windows.Channels, windows.Length, windows.Classes);

    private EnsembleModel Ensemble(NetworkSpec spec, int epochs, int members)
    {
        var trained = new TrainedNetwork[members];
        for (int m = 0; m < members; m++)
        {
            trained[m] = Single(spec, epochs, m, members == 1 ? "training" : Name("member", m), m / (double)members, 1.0 / members);
        }

        return Average(trained);
    }

    private EnsembleModel Distilled()
    {
        NetworkSpec spec = SigCla();
        double before = 0;
        if (options.StrongModel is { } given)
        {
            StrongModelCheck.Check(given, windows, split, windows.ClassNames);
        }
        else
        {
            NetworkSpec strong = Strong();
            before = options.StrongEpochs * strong.Macs / ((options.StrongEpochs * (double)strong.Macs) + (options.Epochs * (double)spec.Macs));
            TrainedNetwork trained = Single(strong, options.StrongEpochs, 0, TrainingPlan.StrongStage, 0, before);
            given = new NetworkFile(trained.Network) { ClassNames = windows.ClassNames, Normalization = trained.Normalization };
        }

        using ThreadTeam team = Team();
        float[] teacher = new NetworkScorer(given.Network, team).Logits(given.Normalization.ApplyAll(windows), Enumerable.Range(0, windows.Count).ToArray());
        return Average([Single(spec, options.Epochs, 0, "training", before, 1 - before, new DistillationObjective(teacher, options.Distillation))]);
    }

    private DiTMoSModel Mixture()
    {
        DiTMoSModel model = DiTMoSTrainer.Train(windows, split, Recipe(options.Seed), progress, cancellation);
        _epochs.AddRange(model.Record.Epochs);
        return model.WithRecord(Record());
    }

    private DiTMoSModel Selection()
    {
        int count = options.NumberOfClassifiers;
        NetworkSpec spec = Classifier();
        TrainedNetwork[] classifiers = [.. Enumerable.Range(0, count).Select(i => Single(spec, options.Epochs, i, Name("classifier", i), i / (count + 1.0), 1 / (count + 1.0)))];
        var selector = new Network(PublishedNetworks.Selector(windows.Channels, windows.Length, count, _shapes));
        selector.Initialize(new SeededRandom(options.Seed, "selector"));
        Network[] networks = [selector, .. classifiers.Select(trained => trained.Network)];
        ChannelNormalization normalization = classifiers[0].Normalization;

        using ThreadTeam team = Team();
        TrainingContext context = SingleNetworkTrainer.ContextOf(windows, split, normalization, Recipe(options.Seed), team, cancellation);
        var state = new TrainingState();
        for (int i = 0; i < networks.Length; i++)
        {
            state.Add(Name("network", i), networks[i]);
        }

        var pretraining = new PretrainingOptions { SelectorEpochs = options.Epochs, Selector = options.Optimization };
        var phase = new SelectorPretrainingPhase(context, state, networks, pretraining, new AdversarialOptions(), selects: true);
        new TrainingRun([phase], state, checkpoint: null, checkpointSeconds: 0).Run(resume: false, new PartialProgress(progress, "selector", count / (count + 1.0), 1 / (count + 1.0)), cancellation);
        AddEpochs("selector", state.Epochs);

        RoutedScores scores = new RoutedScorer(selector, networks[1..], team).Score(context.Samples, split.Validation);
        return new DiTMoSModel(selector, networks[1..])
        {
            ClassNames = windows.ClassNames,
            ChannelNames = windows.ChannelNames,
            SampleRateHz = windows.SampleRateHz,
            Normalization = normalization,
            FrontEnd = windows.FrontEnd,
            Temperature = TemperatureScaling.Fit(scores, ValidationLabels()),
            Record = Record(),
            ValidationWindows = KeptWindows.Of(windows, split.Validation, options.KeptValidationWindows),
        };
    }

    private EnsembleModel Average(TrainedNetwork[] trained)
    {
        using ThreadTeam team = Team();
        float[] samples = trained[0].Normalization.ApplyAll(windows);
        float[][] logits = [.. trained.Select(one => new NetworkScorer(one.Network, team).Logits(samples, split.Validation))];
        return new EnsembleModel([.. trained.Select(one => one.Network)])
        {
            ClassNames = windows.ClassNames,
            ChannelNames = windows.ChannelNames,
            SampleRateHz = windows.SampleRateHz,
            Normalization = trained[0].Normalization,
            FrontEnd = windows.FrontEnd,
            Temperature = TemperatureScaling.FitMean(logits, ValidationLabels(), windows.Classes),
            Record = Record(),
            ValidationWindows = KeptWindows.Of(windows, split.Validation, options.KeptValidationWindows),
        };
    }

    private TrainedNetwork Single(NetworkSpec spec, int epochs, int index, string stage, double before, double share, DistillationObjective? distillation = null)
    {
        TrainedNetwork trained = SingleNetworkTrainer.Run(
            windows,
            split,
            spec,
            options.Optimization,
            epochs,
            Recipe(options.Seed + (index * SeedsApart)),
            distillation,
            new PartialProgress(progress, stage, before, share),
            cancellation);
        AddEpochs(stage, trained.Epochs);
        return trained;
    }

    // The joint recipe of a mixture; networks that train alone read of it what belongs to no stage.
    private TrainingOptions Recipe(int seed) => new()
    {
        Seed = seed,
        NumberOfClassifiers = options.NumberOfClassifiers,
        Networks = _shapes,
        Splitting = new SplittingOptions { Strategy = SplittingStrategy.Random },
        Pretraining = new PretrainingOptions { ClassifierEpochs = 0, SelectorEpochs = 0 },
        Adversarial = new AdversarialOptions { Iterations = 0 },
        Joint = new JointOptions { Epochs = options.Epochs, Optimization = options.Optimization, LoadBalancing = options.LoadBalancing, BaseLoss = 0 },
        Augmentation = options.Augmentation,
        ClassWeights = options.ClassWeights,
        BalancedSampling = options.BalancedSampling,
        SelectBestEpoch = options.SelectBestEpoch,
        Threads = options.Threads,
        KeptValidationWindows = options.KeptValidationWindows,
    };

    private TrainingRecord Record() => new()
    {
        Preset = options.Baseline.ToString(),
        Seed = options.Seed,
        Source = windows.Source,
        DataDigest = windows.Digest(),
        Split = split.Description,
        TrainRows = split.Train,
        ValidationRows = split.Validation,
        TestRows = split.Test,
        Options = JsonSerializer.Serialize(options, BaselineOptionsJson.Default.BaselineOptions),
        Epochs = _epochs,
    };

    private void AddEpochs(string stage, IEnumerable<EpochRecord> epochs) => _epochs.AddRange(epochs.Select(epoch => epoch with { Stage = stage }));

    private int[] ValidationLabels() => [.. split.Validation.Select(row => windows.Labels[row])];

    private ThreadTeam Team() => new(options.Threads == 0 ? Environment.ProcessorCount : options.Threads);

    private static string Name(string what, int index) => string.Create(CultureInfo.InvariantCulture, $"{what} {index + 1}");
}
