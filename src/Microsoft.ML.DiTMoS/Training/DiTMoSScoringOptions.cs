using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Scoring;

namespace Microsoft.ML.DiTMoS;

/// <summary>What the stages that give a model have in common: the columns that scoring adds.</summary>
public abstract class DiTMoSScoringOptions : DiTMoSOptions
{
    private protected DiTMoSScoringOptions()
    {
    }

    /// <summary>The column for the predicted class, a key with the label's key values; missing where a window has a value that is not finite. Default <c>PredictedLabel</c>.</summary>
    public string PredictedLabelColumnName { get; set; } = new ScoreColumns().PredictedLabel;

    /// <summary>The column for the probabilities of the K classes. Default <c>Score</c>.</summary>
    public string ScoreColumnName { get; set; } = new ScoreColumns().Score;

    /// <summary>The column for the classifier that the selector chose, a key of N values. Default <c>SelectedClassifier</c>.</summary>
    public string SelectedClassifierColumnName { get; set; } = new ScoreColumns().SelectedClassifier;

    /// <summary>The column for the selector's probabilities of the N classifiers. Default <c>SelectorScore</c>.</summary>
    public string SelectorScoreColumnName { get; set; } = new ScoreColumns().SelectorScore;

    /// <summary>Whether a column <c>ClassifierScores</c> holds what every classifier says, a vector of (N, K) probabilities; scoring then computes all classifiers. Default false.</summary>
    public bool ClassifierScores { get; set; }

    /// <summary>
    /// Whether a column <c>IsCoveredByUnion</c> says if any classifier is right, where the data has the label column; scoring then computes all
    /// classifiers. A loaded model adds it after <see cref="DiTMoSModelExtensions.RestoreDiTMoS"/>. Default false.
    /// </summary>
    public bool IsCoveredByUnion { get; set; }

    /// <summary>The shape of the output: the input's columns, checked, and those that scoring adds.</summary>
    internal SchemaShape GetOutputSchema(SchemaShape input)
    {
        ColumnCheck.Features(input, FeatureColumnName);
        SchemaShape.Column label = ColumnCheck.Label(input, LabelColumnName);
        ClassKeys keys = ClassNames is null ? ClassKeys.ForShape(label) : ClassKeys.OfNames(["1", "2"]);
        return ShapeProbe.Append(input, ToColumns().ForShape(keys, hasLabel: true));
    }

    internal ScoreColumns ToColumns() => new()
    {
        PredictedLabel = PredictedLabelColumnName,
        Score = ScoreColumnName,
        SelectedClassifier = SelectedClassifierColumnName,
        SelectorScore = SelectorScoreColumnName,
        WithClassifierScores = ClassifierScores,
        WithUnion = IsCoveredByUnion,
    };

    internal T CopyScoringTo<T>(T target)
        where T : DiTMoSScoringOptions
    {
        target.PredictedLabelColumnName = PredictedLabelColumnName;
        target.ScoreColumnName = ScoreColumnName;
        target.SelectedClassifierColumnName = SelectedClassifierColumnName;
        target.SelectorScoreColumnName = SelectorScoreColumnName;
        target.ClassifierScores = ClassifierScores;
        target.IsCoveredByUnion = IsCoveredByUnion;
        return CopyTo(target);
    }
}
