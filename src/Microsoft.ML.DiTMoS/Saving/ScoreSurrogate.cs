using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Scoring;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>The chain that a stage that scores is saved as.</summary>
internal static class ScoreSurrogate
{
    private const int LargestChunk = 512;
    private const int LargestClassifierChunk = 8192;

    /// <summary>Builds the chain.</summary>
    public static TransformerChain<ITransformer> Create(ScoringStage stage)
    {
        ScoreColumns columns = stage.Saved.Columns;
        int classes = stage.Saved.Keys.Names.Count;
        int classifiers = stage.Classifiers;
        string[] score = Chunks.Columns("Score", classes, LargestChunk, "classes");
        string[] route = Chunks.Columns("Route", classifiers, LargestChunk, "classifiers");
        var chain = new StageChain(stage.Context, stage.Saved.FeatureColumnName, stage.FeatureType, stage.ToText());
        chain.Map(new ScoreFactory(), ScoreFactory.Contract);
        chain.LookKey(columns.PredictedLabel, "DiTMoS.Predicted", classes, ScoreColumns.PredictedLabelAnnotations(stage.Saved.Keys, 1, stage.ToText));
        chain.Join(columns.Score, score);
        chain.LookKey(columns.SelectedClassifier, "DiTMoS.Selected", classifiers, DataViewSchema.Annotations.Empty);
        chain.Join(columns.SelectorScore, route);
        if (columns.WithClassifierScores)
        {
            chain.Map(new ClassifierFactory(), ClassifierFactory.Contract);
            chain.Join(columns.ClassifierScores, Chunks.Columns("All", classes * classifiers, LargestClassifierChunk, "classes times classifiers"));
        }

        return chain.Finish();
    }
}
