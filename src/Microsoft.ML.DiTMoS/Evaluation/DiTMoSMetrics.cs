using DiTMoS.Evaluation;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS;

/// <summary>How well a DiTMoS model does: what ML.NET measures of any classifier, and what is particular to many classifiers and a selector.</summary>
public sealed class DiTMoSMetrics
{
    internal DiTMoSMetrics(MulticlassClassificationMetrics multiclass, EvaluationReport report)
    {
        Multiclass = multiclass;
        Report = report;
    }

    /// <summary>What <c>Evaluate</c> gives for the same rows.</summary>
    public MulticlassClassificationMetrics Multiclass { get; }

    /// <summary>All figures of the engine, with confidence intervals.</summary>
    public EvaluationReport Report { get; }

    /// <summary>Share of windows whose routed prediction is right, in [0, 1].</summary>
    public double Accuracy => Report.Accuracy;

    /// <summary>Share of windows that at least one classifier gets right, in [0, 1]: the upper bound of any selector.</summary>
    public double UnionAccuracy => Report.UnionAccuracy;

    /// <summary>Accuracy / union accuracy, in [0, 1]: how much of what the classifiers know the selector finds.</summary>
    public double SelectorAccuracy => Report.SelectorAccuracy;

    /// <summary>Share of all windows that each of the N classifiers gets right when asked alone.</summary>
    public IReadOnlyList<double> AccuracyPerClassifier => Report.AccuracyPerClassifier;

    /// <summary>Share of the windows that is routed to each of the N classifiers; the sum is 1.</summary>
    public IReadOnlyList<double> LoadPerClassifier => Report.LoadPerClassifier;
}
