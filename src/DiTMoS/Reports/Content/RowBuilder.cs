using DiTMoS.Experiments.Records;

namespace DiTMoS.Reports.Content;

/// <summary>Makes one row of its runs.</summary>
internal static class RowBuilder
{
    /// <summary>The row of some runs, at least one, ordered by their numbers.</summary>
    public static ReportRow Build(IReadOnlyList<RunRecord> runs, int folder, int dataset, int method)
    {
        RunRecord first = runs[0];
        return new ReportRow
        {
            Folder = folder,
            Dataset = dataset,
            Method = method,
            Variant = first.Variant,
            Label = first.Variant.Length == 0 ? first.MethodTitle : $"{first.MethodTitle}, {first.Variant}",
            RecipeHash = first.RecipeHash,
            Runs = [.. runs.Select(run => run.Run)],
            Seeds = [.. runs.Select(run => run.Seed)],
            Settings = first.Settings,
            Accuracy = ReportFigure.Of([.. runs.Select(run => (double?)run.Test.Accuracy)], [.. runs.Select(run => (Evaluation.Interval?)run.Test.Intervals.Accuracy)])!,
            MacroF1 = ReportFigure.Of([.. runs.Select(run => (double?)run.Test.MacroF1)], [.. runs.Select(run => (Evaluation.Interval?)run.Test.Intervals.MacroF1)])!,
            UnionAccuracy = ReportFigure.Of([.. runs.Select(run => run.Test.UnionAccuracy)], [.. runs.Select(run => run.Test.Intervals.UnionAccuracy)]),
            SelectorAccuracy = ReportFigure.Of([.. runs.Select(run => run.Test.SelectorAccuracy)], [.. runs.Select(run => run.Test.Intervals.SelectorAccuracy)]),
            ValidationAccuracy = ReportFigure.Of([.. runs.Select(run => run.Validation?.Accuracy)]),
            TrainSeconds = ReportFigure.Of([.. runs.Select(run => (double?)run.TrainSeconds)])!,
            Classifiers = first.Test.LoadPerClassifier?.Count,
            Cost = runs.Select(run => run.System).FirstOrDefault(system => system is not null) is { } system ? CostOf(system) : null,
            Curves = CurvesOf(runs),
            Confusion = Sum(runs),
            Routes = first.Test.RoutesPerClass,
            AccuracyPerClassifier = first.Test.AccuracyPerClassifier,
            Similarity = runs.Select(run => run.Similarity).FirstOrDefault(similarity => similarity is { Count: > 0 }),
            Examples = runs.Select(run => run.Examples).FirstOrDefault(examples => examples is { Count: > 0 }),
            MemoryMap = runs.Select(run => run.System?.MemoryMap).FirstOrDefault(map => map is not null),
        };
    }

    private static ReportCost CostOf(RunSystem system) =>
        new()
        {
            Parameters = system.Parameters.Sum(),
            Macs = system.Macs,
            RamBytes = system.ArenaBytes?.Ram,
            RecomputeRamBytes = system.ArenaBytes?.Recompute,
            FlashBytes = system.FlashBytes,
            Instructions = system.Emulator?.Instructions,
            Core = system.Emulator?.Core,
            MeasuredRamBytes = system.Emulator is { } ram ? ram.ArenaBytes + ram.StackBytes + ram.StaticRamBytes : null,
            MeasuredFlashBytes = system.Emulator is { } flash ? flash.CodeBytes + flash.ConstantBytes : null,
            NotDeployed = system.NotDeployed,
        };

    private static int[][] Sum(IReadOnlyList<RunRecord> runs)
    {
        int classes = runs[0].ClassNames.Count;
        return [.. Enumerable.Range(0, classes).Select(row => Enumerable.Range(0, classes).Select(column => runs.Sum(run => run.Test.Confusion[row][column])).ToArray())];
    }

    private static ReportCurve[]? CurvesOf(IReadOnlyList<RunRecord> runs)
    {
        IReadOnlyList<RunCurve> stages = runs.Select(run => run.Curves).FirstOrDefault(curves => curves is { Count: > 0 }) ?? [];
        ReportCurve[] curves =
        [
            .. stages.Select((stage, i) => Over(stage, [.. runs.Select(run => run.Curves?.ElementAtOrDefault(i)).OfType<RunCurve>().Where(curve => curve.Stage == stage.Stage && curve.Epochs.SequenceEqual(stage.Epochs))])),
        ];
        return curves.Length == 0 ? null : curves;
    }

    private static ReportCurve Over(RunCurve stage, RunCurve[] same) =>
        new(
            stage.Stage,
            stage.Epochs,
            same.Length,
            ReportBand.Of([.. same.Select(curve => curve.Loss.Select(loss => (double?)loss).ToArray())]) ?? new ReportBand([], [], []),
            ReportBand.Of([.. same.Select(curve => curve.ValidationAccuracy).OfType<IReadOnlyList<double?>>()]),
            ReportBand.Of([.. same.Select(curve => curve.ValidationUnionAccuracy).OfType<IReadOnlyList<double?>>()]));
}
