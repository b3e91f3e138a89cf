using DiTMoS.Evaluation;

namespace DiTMoS.Bench.Accuracy;

/// <summary>One finished run, as it is kept in a file. Shares are in [0, 1].</summary>
internal sealed record AccuracyRun
{
    private const int Digits = 6;

    /// <summary>The data set's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The row's name.</summary>
    public required string Method { get; init; }

    /// <summary>Which run, from 0.</summary>
    public required int Run { get; init; }

    /// <summary>The seed of all training.</summary>
    public required int Seed { get; init; }

    /// <summary>The split in words.</summary>
    public required string Split { get; init; }

    /// <summary>Windows that were learnt from.</summary>
    public required int TrainWindows { get; init; }

    /// <summary>Windows that selected.</summary>
    public required int ValidationWindows { get; init; }

    /// <summary>Windows that were tested.</summary>
    public required int TestWindows { get; init; }

    /// <summary>Share of the tested windows whose prediction is right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean F1 of the classes.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Share that some classifier gets right; null without a selector.</summary>
    public double? UnionAccuracy { get; init; }

    /// <summary>Accuracy over union accuracy; null without a selector.</summary>
    public double? SelectorAccuracy { get; init; }

    /// <summary>95 % bootstrap intervals.</summary>
    public required AccuracyIntervals Intervals { get; init; }

    /// <summary>At index c, the windows that exactly c classifiers get right; null without a selector.</summary>
    public IReadOnlyList<int>? CorrectHistogram { get; init; }

    /// <summary>Share of the windows that each classifier is given; null without a selector.</summary>
    public IReadOnlyList<double>? LoadPerClassifier { get; init; }

    /// <summary>Accuracy on the validation part; null where nothing was selected.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Seconds of training by the clock on the wall, while other runs shared the machine.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Runs that went on at the same time, each with one thread.</summary>
    public required int Threads { get; init; }

    /// <summary>Parameters of each network, norms folded; a selector comes first.</summary>
    public required IReadOnlyList<long> ParametersPerNetwork { get; init; }

    /// <summary>Multiplications of one inference.</summary>
    public required long MacsPerInference { get; init; }

    /// <summary>Twelve digits that change with the recipe; the same for all runs of a row.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>The kind of machine.</summary>
    public required MachineClass Machine { get; init; }

    /// <summary>The command that repeats the row.</summary>
    public required string Command { get; init; }

    /// <summary>Describes a finished run.</summary>
    public static AccuracyRun From(AccuracyTask task, AccuracyMethod method, AccuracyOutcome outcome, int threads)
    {
        EvaluationReport test = outcome.Test;
        bool isRouted = test.LoadPerClassifier.Length > 1;
        return new AccuracyRun
        {
            Dataset = task.Dataset.Name,
            Method = outcome.Row,
            Run = task.Run,
            Seed = task.Seed,
            Split = task.Split.Description,
            TrainWindows = outcome.TrainWindows,
            ValidationWindows = outcome.ValidationWindows,
            TestWindows = test.Count,
            Accuracy = Round(test.Accuracy),
            MacroF1 = Round(test.MacroF1),
            UnionAccuracy = isRouted ? Round(test.UnionAccuracy) : null,
            SelectorAccuracy = isRouted ? Round(test.SelectorAccuracy) : null,
            Intervals = new AccuracyIntervals
            {
                ResampledUnits = test.ResampledUnits,
                Accuracy = Round(test.AccuracyInterval),
                MacroF1 = Round(test.MacroF1Interval),
                UnionAccuracy = isRouted ? Round(test.UnionAccuracyInterval) : null,
                SelectorAccuracy = isRouted ? Round(test.SelectorAccuracyInterval) : null,
            },
            CorrectHistogram = isRouted ? test.CorrectHistogram : null,
            LoadPerClassifier = isRouted ? Array.ConvertAll(test.LoadPerClassifier, Round) : null,
            ValidationAccuracy = outcome.ValidationAccuracy is { } accuracy ? Round(accuracy) : null,
            TrainSeconds = Math.Round(outcome.TrainSeconds, 1),
            Threads = threads,
            ParametersPerNetwork = outcome.Parameters,
            MacsPerInference = outcome.Macs,
            RecipeHash = method.RecipeHash(task.Dataset),
            Machine = MachineClass.Current,
            Command = $"bench/run accuracy --datasets {task.Dataset.Name} --methods {method.Name}",
        };
    }

    private static double Round(double share) => Math.Round(share, Digits);

    private static Interval Round(Interval interval) => new(Round(interval.Low), Round(interval.High));
}
