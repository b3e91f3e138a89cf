using System.Text.Json.Serialization;
using DiTMoS.Data;
using DiTMoS.Evaluation;
using DiTMoS.Networks;
using DiTMoS.Tool.Evaluation;

namespace DiTMoS.Tool.Figures;

/// <summary>What <c>train</c> and <c>evaluate</c> write with <c>--json</c>. Names are stable; what is not known is null.</summary>
internal sealed record EvaluationFigures
{
    public required string Command { get; init; }

    public required string Model { get; init; }

    public required string ModelHash { get; init; }

    public required string Data { get; init; }

    public required string Preset { get; init; }

    public required int Seed { get; init; }

    public required string Split { get; init; }

    public required string? SplitKind { get; init; }

    /// <summary>What stands on both sides of the split; of training only.</summary>
    public LeakageReport? Leakage { get; init; }

    public required string Part { get; init; }

    public required bool SelectedOnTest { get; init; }

    public double? TrainSeconds { get; init; }

    public int? TrainWindows { get; init; }

    public int? ValidationWindows { get; init; }

    public required int TestWindows { get; init; }

    public required int TrainedOnWindows { get; init; }

    public required double Accuracy { get; init; }

    public required IntervalFigures AccuracyInterval { get; init; }

    public required double MacroF1 { get; init; }

    public required IntervalFigures MacroF1Interval { get; init; }

    public required double? UnionAccuracy { get; init; }

    public required IntervalFigures? UnionAccuracyInterval { get; init; }

    public required double? SelectorAccuracy { get; init; }

    public required IntervalFigures? SelectorAccuracyInterval { get; init; }

    public required string IntervalsResample { get; init; }

    public required int IntervalUnits { get; init; }

    public required double NegativeLogLikelihood { get; init; }

    public required double ExpectedCalibrationError { get; init; }

    public required float Temperature { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required IReadOnlyList<ClassMetrics> PerClass { get; init; }

    public required int[][] Confusion { get; init; }

    public required int[]? Histogram { get; init; }

    public required double[]? LoadPerClassifier { get; init; }

    public required double[]? AccuracyPerClassifier { get; init; }

    public required double[][]? ClassifierSimilarity { get; init; }

    /// <summary>Classifiers that a routed model chooses from; null for an ensemble.</summary>
    public required int? Classifiers { get; init; }

    /// <summary>Networks of an ensemble; absent for a routed model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Members { get; init; }

    public required long Parameters { get; init; }

    public required long MacsPerInference { get; init; }

    /// <summary>The figures of a model on some windows.</summary>
    public static EvaluationFigures Of(string command, WindowModel model, string modelName, WindowSet windows, EvaluatedRows rows, ModelEvaluation evaluation)
    {
        EvaluationReport report = evaluation.Report;
        var routed = model as DiTMoSModel;
        int classes = model.ClassNames.Count;
        return new EvaluationFigures
        {
            Command = command,
            Model = modelName,
            ModelHash = model.Hash,
            Data = windows.Source,
            Preset = model.Record.Preset,
            Seed = model.Record.Seed,
            Split = rows.Split,
            SplitKind = rows.Kind?.ToString().ToLowerInvariant(),
            Part = EvaluatedRows.Name(rows.Part),
            SelectedOnTest = model.Record.SelectedOnTest,
            TestWindows = report.Count,
            TrainedOnWindows = rows.TrainedOn,
            Accuracy = report.Accuracy,
            AccuracyInterval = IntervalFigures.Of(report.AccuracyInterval),
            MacroF1 = report.MacroF1,
            MacroF1Interval = IntervalFigures.Of(report.MacroF1Interval),
            UnionAccuracy = routed is null ? null : report.UnionAccuracy,
            UnionAccuracyInterval = routed is null ? null : IntervalFigures.Of(report.UnionAccuracyInterval),
            SelectorAccuracy = routed is null ? null : report.SelectorAccuracy,
            SelectorAccuracyInterval = routed is null ? null : IntervalFigures.Of(report.SelectorAccuracyInterval),
            IntervalsResample = evaluation.Resampled,
            IntervalUnits = report.ResampledUnits,
            NegativeLogLikelihood = report.NegativeLogLikelihood,
            ExpectedCalibrationError = report.ExpectedCalibrationError,
            Temperature = report.Temperature,
            Classes = model.ClassNames,
            PerClass = report.PerClass,
            Confusion = [.. report.ConfusionMatrix.Chunk(classes)],
            Histogram = routed is null ? null : report.CorrectHistogram,
            LoadPerClassifier = routed is null ? null : report.LoadPerClassifier,
            AccuracyPerClassifier = routed is null ? null : report.AccuracyPerClassifier,
            ClassifierSimilarity = routed is null ? null : [.. evaluation.Similarity!.Chunk(routed.Classifiers.Count)],
            Classifiers = routed?.Classifiers.Count,
            Members = routed is null ? model.Networks.Count : null,
            Parameters = model.FoldedParameters,
            MacsPerInference = model.MacsPerInference,
        };
    }
}
