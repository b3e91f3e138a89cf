using System.Text.Json.Nodes;
using DiTMoS.Data;
using DiTMoS.Experiments;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Pages;
using DiTMoS.Experiments.Records;
using DiTMoS.Training;

namespace DiTMoS.Tests.Experiments;

public sealed class ExperimentRunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ditmos-experiment-").FullName;

    public ExperimentRunnerTests() => NpzWriter.Write(SyntheticRecordings.Create(3, subjects: 4, trials: 1, windowsPerTrial: 2), Path.Combine(_folder, "data.npz"));

    private string Results => Path.Combine(_folder, "results");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_AllKindsOfMethods_LeavesWholeRunsAndRepeatsNone()
    {
        ExperimentFile file = Experiment(["default", "as-published", "strong-as-published", "ensemble", "nearest"]) with { Seeds = 2 };
        var reports = new Reports();

        ExperimentOutcome first = ExperimentRunner.Run(file, Options(threads: 2), reports, TestContext.Current.CancellationToken);
        ExperimentOutcome second = ExperimentRunner.Run(file, Options(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Empty(first.Failures);
        Assert.Equal((9, 0, 9), (first.Runs, first.Kept, first.Finished));       // nearest has one run
        Assert.Equal((9, 9, 0), (second.Runs, second.Kept, second.Finished));
        Assert.Equal(2, reports.All.Count(report => report.Outcome == RunOutcome.Prepared));    // a strong model for each seed, shared by two methods
        IReadOnlyList<RunRecord> runs = new RunStore(Results).Load();
        Assert.Equal(9, runs.Count);
        Assert.All(runs, run => Assert.Equal("ditmos experiment tests --datasets waves --methods " + run.Method, run.Command));
        Assert.Equal(file.ToText(), File.ReadAllText(Path.Combine(Results, "experiment.json")));
    }

    [Fact]
    public void Run_RoutedMethod_FillsEveryMember()
    {
        ExperimentRunner.Run(Experiment(["default"]), Options(), cancellationToken: TestContext.Current.CancellationToken);

        RunRecord run = Assert.Single(new RunStore(Results).Load());
        Assert.Equal(("waves", "default", 0, 0, "subject"), (run.Dataset, run.Method, run.Run, run.Seed, run.Split.GroupedBy));
        Assert.Equal(2, run.Settings["numberOfClassifiers"]!.GetValue<int>());
        Assert.Equal(2, run.Curves!.Single(curve => curve.Stage == "joint training").Epochs.Count);
        Assert.Equal(["block 1", "block 2", "block 3"], run.Similarity!.Select(layer => layer.Layer));
        Assert.All(run.Similarity!, layer => Assert.Equal(1, layer.Cka[0][0], 1e-6));
        Assert.Equal(run.Split.TestWindows, run.Test.RoutedTo!.Length);
        Assert.Equal(8, run.Test.Groups!.Count);        // one subject is tested, so its recordings are the groups
        Assert.All(run.Test.Groups, group => Assert.StartsWith("recording ", group.Name, StringComparison.Ordinal));
        Assert.InRange(run.Examples!.Count, 2, 6);
        Assert.All(run.Examples!, example => Assert.Equal((3, 151), (example.Values.Count, example.Values[0].Count)));
        Assert.True(run.System!.ArenaBytes!.Recompute <= run.System.ArenaBytes.Ram);
        Assert.Equal(run.System.ArenaBytes.Ram, run.System.MemoryMap!.Buffers.Max(buffer => buffer.Offset + buffer.Bytes));
        Assert.NotNull(run.Validation);
    }

    [Fact]
    public void Run_SeveralThreads_GivesTheFiguresOfOne()
    {
        ExperimentFile file = Experiment(["default", "tiny"]) with { Seeds = 2 };
        ExperimentRunner.Run(file, Options(threads: 1), cancellationToken: TestContext.Current.CancellationToken);
        ExperimentRunner.Run(file, Options(threads: 3) with { ResultsFolder = Results + "3" }, cancellationToken: TestContext.Current.CancellationToken);

        string Figures(string folder) => string.Join('\n', new RunStore(folder).Load().Select(run => run with { TrainSeconds = 0, Threads = 0 }).Select(RunFile.ToText));

        Assert.Equal(Figures(Results), Figures(Results + "3"));
    }

    [Fact]
    public void Run_RunThatFails_IsToldAndTheOthersGoOn()
    {
        var wild = new ExperimentVariant { Name = "wild", Methods = ["tiny"], Settings = JsonNode.Parse("""{ "joint": { "optimization": { "learningRate": -1 } } }""")!.AsObject() };
        ExperimentFile file = Experiment(["tiny"]);
        file = file with { Variants = [.. file.Variants, wild] };

        ExperimentOutcome outcome = ExperimentRunner.Run(file, Options(), cancellationToken: TestContext.Current.CancellationToken);

        ExperimentProgress failure = Assert.Single(outcome.Failures);
        Assert.Equal("wild", failure.Variant);
        Assert.Contains("LearningRate must be a number over 0", failure.Failure, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Finished);
        Assert.Single(new RunStore(Results).Load());
    }

    [Fact]
    public void Run_ShapeThatTheWindowsCannotHave_FailsInItsOwnRun()
    {
        var deep = new ExperimentVariant { Name = "deep", Methods = ["tiny"], Settings = JsonNode.Parse("""{ "networks": { "widths": [2, 2, 2, 2, 2, 2, 2, 2], "kernels": [9, 9, 9, 9, 9, 9, 9, 9] } }""")!.AsObject() };
        ExperimentFile file = Experiment(["tiny"]);
        file = file with { Variants = [deep, .. file.Variants] };

        ExperimentOutcome outcome = ExperimentRunner.Run(file, Options(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("deep", Assert.Single(outcome.Failures).Variant);
        Assert.Equal(1, outcome.Finished);
    }

    [Fact]
    public void Run_Cancelled_KeepsWhatIsFinished()
    {
        using var source = new CancellationTokenSource();
        ExperimentFile file = Experiment(["tiny"]) with { Seeds = 4 };
        var reports = new Reports { OnReport = report => source.CancelWhen(report.Done == 2) };

        Assert.Throws<OperationCanceledException>(() => ExperimentRunner.Run(file, Options(), reports, source.Token));
        int kept = new RunStore(Results).Load().Count;
        ExperimentOutcome rest = ExperimentRunner.Run(file, Options(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2, kept);
        Assert.Equal((2, 2), (rest.Kept, rest.Finished));
    }

    [Fact]
    public void Run_TwoRunnersOnOneFolder_DoEachRunOnce()
    {
        ExperimentFile file = Experiment(["as-published", "tiny", "strong-as-published"]) with { Seeds = 3 };
        var reports = new Reports();

        ExperimentOutcome[] outcomes = new ExperimentOutcome[2];
        Parallel.For(0, 2, i => outcomes[i] = ExperimentRunner.Run(file, Options(threads: 2), reports, TestContext.Current.CancellationToken));

        Assert.Equal(9, outcomes.Sum(outcome => outcome.Finished));
        Assert.Equal(3, reports.All.Count(report => report.Outcome == RunOutcome.Prepared));
        Assert.Equal(9, new RunStore(Results).Load().Count);
    }

    [Fact]
    public void Run_ValidationRead_TestPartIsNotAndTheBestSettingIsChosen()
    {
        ExperimentFile file = Experiment(["tiny"]) with { ReadsValidation = true };
        file = file with { Variants = [file.Variants[0], file.Variants[0] with { Name = "longer", Scale = new RecipeScale { Epochs = 10 } }] };

        ExperimentRunner.Run(file, Options(), cancellationToken: TestContext.Current.CancellationToken);

        IReadOnlyList<RunRecord> runs = new RunStore(Results).Load();
        ChosenSetting chosen = Assert.Single(ExperimentChoice.Choose(file, runs));
        Assert.All(runs, run => Assert.Equal(run.Split.ValidationWindows, run.Split.TestWindows));
        Assert.All(runs, run => Assert.Equal(run.Validation!.Accuracy, run.Test.Accuracy));
        Assert.All(runs, run => Assert.Contains("the test part is not read", run.Split.Description, StringComparison.Ordinal));
        Assert.Equal(runs.Max(run => run.Test.Accuracy), chosen.ValidationAccuracy);
        Assert.Equal(2, chosen.Trials);
        Assert.Throws<OptionException>(() => ExperimentChoice.Choose(file with { ReadsValidation = false }, runs));
    }

    [Fact]
    public void Run_ChosenSetting_IsWhatVariantsBuildOn()
    {
        var chosen = new ChosenSetting { Dataset = "waves", Method = "tiny", Variant = new ExperimentVariant { Name = "lr x2", Scale = new RecipeScale { LearningRate = 2 } } };
        string path = Path.Combine(_folder, "chosen.json");
        ExperimentChoice.Save([chosen], path);

        ExperimentRunner.Run(Experiment(["tiny"]) with { Chosen = ExperimentChoice.Load(path) }, Options(), cancellationToken: TestContext.Current.CancellationToken);

        RunRecord run = Assert.Single(new RunStore(Results).Load());
        Assert.Equal(2 * TrainingOptions.For(Preset.Default).Joint.Optimization.LearningRate, run.Settings["learningRate"]!.GetValue<double>(), 1e-6);
    }

    [Fact]
    public void Run_EqualFlash_GrowsTheNetworkToJustBelowOurs()
    {
        ExperimentFile file = Experiment(["default", "tiny"]);
        file = file with { Variants = [file.Variants[0], file.Variants[0] with { Name = "equal flash", Methods = ["tiny"], EqualFlash = true }] };

        ExperimentRunner.Run(file, Options(), cancellationToken: TestContext.Current.CancellationToken);

        IReadOnlyList<RunRecord> runs = new RunStore(Results).Load();
        long ours = runs.Single(run => run.Method == "default" && run.Variant == "").System!.Parameters.Sum();
        long grown = runs.Single(run => run.Variant == "equal flash").System!.Parameters.Sum();
        long alone = runs.Single(run => run.Method == "tiny" && run.Variant == "").System!.Parameters.Sum();
        Assert.InRange(grown, 0.8 * ours, ours);
        Assert.True(alone < 0.5 * ours);
    }

    [Fact]
    public void Estimate_BeforeAndAfter_CountsRunsAndSaysWhatItIsBasedOn()
    {
        ExperimentFile file = Experiment(["tiny"]) with { Seeds = 2 };

        ExperimentEstimate before = ExperimentRunner.Estimate(file, Options());
        ExperimentRunner.Run(file, Options() with { Seeds = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        ExperimentEstimate after = ExperimentRunner.Estimate(file, Options());

        Assert.Equal((2, 0), (before.Runs, before.Kept));
        Assert.Contains("as assumed", before.Basis, StringComparison.Ordinal);
        Assert.Equal((2, 1), (after.Runs, after.Kept));
        Assert.Contains("1 finished run", after.Basis, StringComparison.Ordinal);
        Assert.True(after.CoreHoursLeft < after.CoreHours);
    }

    [Fact]
    public void Page_PartOfTheRuns_ShowsThemAndWhatIsMissing()
    {
        ExperimentFile file = Experiment(["default", "tiny"]) with { Seeds = 2 };
        ExperimentRunner.Run(file, Options() with { Methods = ["tiny"] }, cancellationToken: TestContext.Current.CancellationToken);
        File.WriteAllText(Path.Combine(_folder, "notes.md"), "## Notes\n\nNothing to say.\n");

        string page = ResultsPage.Text(_folder);

        IReadOnlyList<RunRecord> runs = new RunStore(Results).Load();
        string mean = (100 * runs.Average(run => run.Test.Accuracy)).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"| `tiny` | {mean} ± ", page, StringComparison.Ordinal);
        Assert.Contains("| `default` | - | - |", page, StringComparison.Ordinal);
        Assert.Contains("| 0 of 2 |", page, StringComparison.Ordinal);
        Assert.Contains("| waves | no runs yet |", page, StringComparison.Ordinal);
        Assert.Contains("Nothing to say.", page, StringComparison.Ordinal);
        Assert.Equal(page, ResultsPage.Text(_folder));
    }

    private static ExperimentFile Experiment(string[] methods) => new()
    {
        Name = "tests",
        Datasets = [new ExperimentDataset { Name = "waves", Path = "data.npz", Split = new DatasetSplit(), HiddenUnits = 8, Widths = [4, 4, 2] }],
        Methods = methods,
        Seeds = 1,
        Variants =
        [
            new ExperimentVariant
            {
                Name = "",
                Settings = JsonNode.Parse(
                    """
                    {
                      "numberOfClassifiers": 2,
                      "strong": { "epochs": 1 }, "splitting": { "restarts": 1 },
                      "pretraining": { "classifierEpochs": 0, "selectorEpochs": 0 },
                      "adversarial": { "iterations": 0, "selectorEpochs": 1, "classifierEpochs": 1 },
                      "joint": { "epochs": 2, "loadBalancing": 0.05 }
                    }
                    """)!.AsObject(),
            },
        ],
    };

    private ExperimentRunOptions Options(int threads = 1) => new() { DataFolder = _folder, ResultsFolder = Results, Threads = threads, Command = "ditmos experiment tests" };

    private sealed class Reports : IProgress<ExperimentProgress>
    {
        private readonly Lock _gate = new();

        public List<ExperimentProgress> All { get; } = [];

        public Action<ExperimentProgress> OnReport { get; init; } = _ => { };

        public void Report(ExperimentProgress value)
        {
            lock (_gate)
            {
                All.Add(value);
            }

            OnReport(value);
        }
    }
}

file static class Cancelling
{
    public static void CancelWhen(this CancellationTokenSource source, bool condition)
    {
        if (condition)
        {
            source.Cancel();
        }
    }
}
