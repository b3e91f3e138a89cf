using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Scoring;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>The chain that a stage that scores is saved as.</summary>
internal static class ScoreSurrogate
{
    private const int LargestChunk = 512;
    private const int LargestClassifierChunk = 8192;

    /// <summary>Builds the chain.</summary>
    public static TransformerChain<ITransformer> Create(DiTMoSTransformer transformer)
    {
        ScoreColumns columns = transformer.Columns;
        int classes = transformer.Keys.Names.Count;
        int classifiers = transformer.Model.Classifiers.Count;
        string[] score = Chunks.Columns("Score", classes, LargestChunk, "classes");
        string[] route = Chunks.Columns("Route", classifiers, LargestChunk, "classifiers");
        var chain = new StageChain(transformer.Context, transformer.FeatureColumnName, transformer.FeatureColumnType, transformer.ToText());
        chain.Map(new ScoreFactory(), ScoreFactory.Contract);
        chain.LookKey(columns.PredictedLabel, "DiTMoS.Predicted", classes, ScoreColumns.PredictedLabelAnnotations(transformer.Keys, 1, transformer.ToText));
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
