using System.Text.Json.Nodes;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Reports.Content;

/// <summary>The runs of one folder, data set, method, variant and recipe.</summary>
internal sealed record ReportRow
{
    /// <summary>The folder, an index.</summary>
    public required int Folder { get; init; }

    /// <summary>The data set, an index.</summary>
    public required int Dataset { get; init; }

    /// <summary>The method, an index.</summary>
    public required int Method { get; init; }

    /// <summary>What the variant changed; empty for nothing.</summary>
    public required string Variant { get; init; }

    /// <summary>Method and variant for people, with the recipe's digits where that is needed to tell rows apart.</summary>
    public required string Label { get; init; }

    /// <summary>The recipe's digits.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>The runs' numbers.</summary>
    public required IReadOnlyList<int> Runs { get; init; }

    /// <summary>The runs' seeds.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>The settings of the first run.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>Share of test windows that are right.</summary>
    public required ReportFigure Accuracy { get; init; }

    /// <summary>Mean F1 of the classes.</summary>
    public required ReportFigure MacroF1 { get; init; }

    /// <summary>Share that some classifier gets right.</summary>
    public ReportFigure? UnionAccuracy { get; init; }

    /// <summary>Accuracy over union accuracy.</summary>
    public ReportFigure? SelectorAccuracy { get; init; }

    /// <summary>Accuracy on the validation part.</summary>
    public ReportFigure? ValidationAccuracy { get; init; }

    /// <summary>Seconds of training.</summary>
    public required ReportFigure TrainSeconds { get; init; }

    /// <summary>Classifiers behind a selector; null where there is none.</summary>
    public int? Classifiers { get; init; }

    /// <summary>What one inference costs; null where the runs do not tell.</summary>
    public ReportCost? Cost { get; init; }

    /// <summary>Training, stage by stage.</summary>
    public IReadOnlyList<ReportCurve>? Curves { get; init; }

    /// <summary>Counts of all runs together: row = true class, column = prediction.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Of the first run: for each true class, the windows that each classifier is given. Classifiers of other runs are others.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Routes { get; init; }

    /// <summary>Of the first run: the share of all windows that each classifier gets right when asked alone.</summary>
    public IReadOnlyList<double>? AccuracyPerClassifier { get; init; }

    /// <summary>Of the first run that tells: how alike its classifiers are.</summary>
    public IReadOnlyList<RunSimilarity>? Similarity { get; init; }

    /// <summary>Of the first run that keeps some: test windows.</summary>
    public IReadOnlyList<RunExample>? Examples { get; init; }

    /// <summary>Of the first run that tells: buffers in the working memory.</summary>
    public RunMemoryMap? MemoryMap { get; init; }
}
