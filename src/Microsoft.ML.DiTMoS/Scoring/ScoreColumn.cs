namespace Microsoft.ML.DiTMoS.Scoring;

/// <summary>A column that scoring adds; <see cref="ScoreColumns"/> says what is in it.</summary>
internal enum ScoreColumn
{
    PredictedLabel,
    Score,
    SelectedClassifier,
    SelectorScore,
    ClassifierScores,
    IsCoveredByUnion,
}
