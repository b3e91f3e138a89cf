using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Saving;
using Microsoft.ML.DiTMoS.Scoring;

namespace Microsoft.ML.DiTMoS;

/// <summary>What a stage finds of the stage before it: the annotation of the column that it added.</summary>
internal static class Stage
{
    /// <summary>The split that made a column; null where another hand did.</summary>
    public static SavedSplit? SplitOf(DataViewSchema schema, string? subsetColumnName) =>
        subsetColumnName is { } name && TextOf(schema, name) is { } text ? SavedSplit.Of(text) : null;

    /// <summary>The model whose scores are in a column; null where it is none of ours.</summary>
    public static SavedModel? ModelOf(DataViewSchema schema, string scoreColumnName) =>
        TextOf(schema, scoreColumnName) is { } text ? SavedModel.Of(text) : null;

    /// <summary>The last model that scored some rows, whatever became of its columns; null where there is none of ours.</summary>
    public static SavedModel? LastModelOf(DataViewSchema schema)
    {
        for (int i = schema.Count - 1; i >= 0; i--)
        {
            if (TextOf(schema[i]) is { } text && StageText.IsModel(text))
            {
                return SavedModel.Of(text);
            }
        }

        return null;
    }

    /// <summary>A transformer of a trained model for the rows that it was trained on.</summary>
    public static DiTMoSTransformer Transformer(MLContext context, DiTMoSModel model, TrainingRows rows, DiTMoSScoringOptions options) =>
        new(Of(context, model, rows, options, isBaseline: false));

    /// <summary>What scores with a trained model, for the rows that it was trained on.</summary>
    public static ScoringStage Of(MLContext context, WindowModel model, TrainingRows rows, DiTMoSScoringOptions options, bool isBaseline) =>
        new(context, new SavedModel(model, rows.Keys, options.FeatureColumnName, options.LabelColumnName, options.ToColumns(), isBaseline), rows.FeatureType);

    private static string? TextOf(DataViewSchema schema, string columnName) => schema.GetColumnOrNull(columnName) is { } column ? TextOf(column) : null;

    private static string? TextOf(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(ScoreColumns.StageAnnotation) is not { Type: TextDataViewType })
        {
            return null;
        }

        ReadOnlyMemory<char> text = default;
        column.Annotations.GetValue(ScoreColumns.StageAnnotation, ref text);
        return SavedModel.TextOf(text);
    }
}
