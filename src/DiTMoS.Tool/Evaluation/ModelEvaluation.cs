using DiTMoS.Data;
using DiTMoS.Evaluation;
using DiTMoS.Networks;

namespace DiTMoS.Tool.Evaluation;

/// <summary>A model's figures on some windows.</summary>
/// <param name="Report">The figures.</param>
/// <param name="Similarity">CKA between the classifiers of a routed model, shape (N, N); null for an ensemble.</param>
/// <param name="Resampled">What the intervals resample: subjects, recordings or windows.</param>
internal sealed record ModelEvaluation(EvaluationReport Report, double[]? Similarity, string Resampled)
{
    /// <summary>Evaluates a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="windows">All windows, with the model's channels.</param>
    /// <param name="rows">Which of them to evaluate.</param>
    /// <param name="threads">Threads; 0 for all processors.</param>
    public static ModelEvaluation Run(WindowModel model, WindowSet windows, int[] rows, int threads)
    {
        WindowSet part = windows.Select(rows).WithClasses(model.ClassNames);
        (int[] groups, string resampled) = part switch
        {
            { Subjects: { } subjects } => (subjects, "subject"),
            { Trials: { } trials } => (trials, "recording"),
            _ => ([], "window"),
        };
        RoutedScores scores = model.Score(part, threads);
        return new ModelEvaluation(
            EvaluationReport.From(scores, part.Labels, model.ClassNames, groups, model.Temperature),
            model is DiTMoSModel routed ? ClassifierSimilarity.Measure(routed, part, threads) : null,
            resampled);
    }
}
