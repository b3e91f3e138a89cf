using DiTMoS.Evaluation;
using Microsoft.ML.DiTMoS;

namespace Microsoft.ML;

/// <summary>Evaluation of DiTMoS models under <c>mlContext.MulticlassClassification</c>.</summary>
public static class DiTMoSEvaluationCatalog
{
    /// <summary>Evaluates scored data like <c>Evaluate</c>, and gives union accuracy and selector accuracy besides.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows that a DiTMoS model has scored, with their labels and features.</param>
    /// <param name="labelColumnName">The label column, a key with the values of training.</param>
    /// <param name="scoreColumnName">The score column.</param>
    /// <param name="predictedLabelColumnName">The column with the predicted class.</param>
    /// <param name="groupColumnName">The column that says which rows belong together, such as the subject, so that confidence intervals count those; null to count rows.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or the scores are of no DiTMoS model.</exception>
    /// <exception cref="global::DiTMoS.DiTMoSException">The rows break a rule.</exception>
    /// <remarks>Rows without a label or with a value that is not finite are left out.</remarks>
    /// <example>
    /// <code>
    /// DiTMoSMetrics metrics = mlContext.MulticlassClassification.EvaluateDiTMoS(model.Transform(test), groupColumnName: "Subject");
    /// Console.WriteLine($"Union accuracy: {metrics.UnionAccuracy:F2}");
    /// Console.WriteLine($"Selector accuracy: {metrics.SelectorAccuracy:F2}");
    /// </code>
    /// The whole program: <c>EvaluateDiTMoS.cs</c> in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static DiTMoSMetrics EvaluateDiTMoS(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        string labelColumnName = DiTMoSOptions.Defaults.LabelColumnName,
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel",
        string? groupColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        EvaluationReport report = RowEvaluation.Run(data, labelColumnName, scoreColumnName, groupColumnName);
        return new DiTMoSMetrics(catalog.Evaluate(data, labelColumnName, scoreColumnName, predictedLabelColumnName), report);
    }
}
