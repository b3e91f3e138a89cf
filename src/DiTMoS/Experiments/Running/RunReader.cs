using System.Reflection;
using DiTMoS.Data;
using DiTMoS.Evaluation;
using DiTMoS.Experiments.Methods;
using DiTMoS.Experiments.Records;
using DiTMoS.Networks;

namespace DiTMoS.Experiments.Running;

/// <summary>Reads the figures of a trained run, once.</summary>
internal static class RunReader
{
    private const int MostSimilarityWindows = 500;

    private static readonly string EngineVersion = typeof(RunReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Describes a finished run.</summary>
    /// <param name="run">What was asked.</param>
    /// <param name="trained">What it trained.</param>
    /// <param name="curves">How training went; null where nothing was trained.</param>
    /// <param name="seconds">Seconds of training.</param>
    /// <param name="threads">Runs that went on at the same time.</param>
    /// <param name="command">The command that repeats it.</param>
    public static RunRecord Read(PlannedRun run, TrainedMethod trained, IReadOnlyList<RunCurve>? curves, double seconds, int threads, string command)
    {
        var windows = new RunWindows(run);
        RoutedScores scores = trained.Score(windows.Set);
        return new RunRecord
        {
            Dataset = run.Dataset.Name,
            DatasetTitle = run.Dataset.Title ?? run.Dataset.Name,
            Method = run.Method.Name,
            MethodTitle = run.Method.Title,
            Variant = run.Variant.Name,
            Settings = RecipeSettings.Axes(run.Recipe, run.Method.IsRouted),
            Run = run.Run,
            Seed = run.Run,
            Split = new RunSplit
            {
                Description = run.ReadsValidation ? $"{run.Split.Description}; figures of the validation part, the test part is not read" : run.Split.Description,
                GroupedBy = windows.GroupedBy,
                TrainWindows = run.Split.Train.Length + (run.Method.IsTrained ? 0 : run.Split.Validation.Length),
                ValidationWindows = run.Method.IsTrained ? run.Split.Validation.Length : 0,
                TestWindows = windows.Set.Count,
            },
            Recipe = run.Method.RecipeJson(run.Recipe),
            RecipeHash = run.RecipeHash,
            Key = run.Key,
            EngineVersion = EngineVersion,
            Machine = MachineClass.Current,
            Command = command,
            TrainSeconds = seconds,
            Threads = threads,
            ClassNames = run.Windows.ClassNames,
            ChannelNames = run.Windows.ChannelNames,
            SampleRateHz = run.Windows.SampleRateHz,
            Test = Test(windows, trained, scores),
            Validation = run.Method.IsTrained && run.Split.Validation.Length > 0 ? Validation(run, trained) : null,
            Curves = curves,
            Similarity = Similarity(windows.Set, trained),
            Examples = run.Run == 0 && trained.Routed is { } model ? ExampleWindows.Of(windows.Set, scores, model.Temperature) : null,
            System = SystemFigures.Of(trained),
        };
    }

    private static RunTest Test(RunWindows windows, TrainedMethod trained, RoutedScores scores)
    {
        WindowSet set = windows.Set;
        EvaluationReport report = EvaluationReport.From(scores, set.Labels, set.ClassNames, windows.Groups);
        bool isRouted = trained.Routed is not null;
        EvaluationReport? members = isRouted ? report : trained.Members(set) is { } each ? EvaluationReport.From(each, set.Labels, set.ClassNames, windows.Groups) : null;
        bool[] right = [.. Enumerable.Range(0, set.Count).Select(n => scores.Predicted(n) == set.Labels[n])];
        return new RunTest
        {
            Accuracy = report.Accuracy,
            MacroF1 = report.MacroF1,
            UnionAccuracy = members?.UnionAccuracy,
            SelectorAccuracy = isRouted ? report.SelectorAccuracy : null,
            Intervals = new RunIntervals
            {
                ResampledUnits = report.ResampledUnits,
                Accuracy = report.AccuracyInterval,
                MacroF1 = report.MacroF1Interval,
                UnionAccuracy = members?.UnionAccuracyInterval,
                SelectorAccuracy = isRouted ? report.SelectorAccuracyInterval : null,
            },
            Confusion = Rows(report.ConfusionMatrix, set.Classes),
            CorrectHistogram = members?.CorrectHistogram,
            LoadPerClassifier = isRouted ? report.LoadPerClassifier : null,
            AccuracyPerClassifier = members?.AccuracyPerClassifier,
            RoutesPerClass = isRouted ? Routes(scores, set) : null,
            CorrectWindows = Bits(right),
            RoutedTo = isRouted && scores.Classifiers <= byte.MaxValue ? [.. Enumerable.Range(0, set.Count).Select(n => (byte)scores.Selected(n))] : null,
            Groups = windows.Count(right),
            WindowsHash = windows.Hash,
        };
    }

    private static RunValidation Validation(PlannedRun run, TrainedMethod trained)
    {
        WindowSet set = run.Windows.Select(run.Split.Validation);
        RoutedScores scores = trained.Score(set);
        RoutedScores? members = trained.Members(set);
        return new RunValidation
        {
            Accuracy = Enumerable.Range(0, set.Count).Count(n => scores.Predicted(n) == set.Labels[n]) / (double)set.Count,
            UnionAccuracy = members is null ? null : Enumerable.Range(0, set.Count).Count(n => Enumerable.Range(0, members.Classifiers).Any(m => members.Predicted(n, m) == set.Labels[n])) / (double)set.Count,
        };
    }

    private static List<RunSimilarity>? Similarity(WindowSet test, TrainedMethod trained)
    {
        int count = Math.Min(MostSimilarityWindows, test.Count);
        int[] rows = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * test.Count / count))];      // evenly spread
        float[][][] features = trained.Features(test.Select(rows));
        return features.Length == 0
            ? null
            : [.. features.Select((block, b) => new RunSimilarity
            {
                Layer = FormattableString.Invariant($"block {b + 1}"),
                Cka = Rows(CentredKernelAlignment.Matrix([.. block.Select(values => new ReadOnlyMemory<float>(values))], count), block.Length),
            })];
    }

    private static int[][] Routes(RoutedScores scores, WindowSet set)
    {
        int[][] routes = [.. Enumerable.Range(0, set.Classes).Select(_ => new int[scores.Classifiers])];
        for (int n = 0; n < set.Count; n++)
        {
            routes[set.Labels[n]][scores.Selected(n)]++;
        }

        return routes;
    }

    private static byte[] Bits(bool[] right)
    {
        byte[] bits = new byte[(right.Length + 7) / 8];
        for (int n = 0; n < right.Length; n++)
        {
            bits[n / 8] |= (byte)((right[n] ? 1 : 0) << (n % 8));
        }

        return bits;
    }

    private static T[][] Rows<T>(T[] matrix, int columns) => [.. matrix.Chunk(columns)];
}
