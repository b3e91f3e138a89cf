using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Scoring;

/// <summary>The columns that scoring adds, with the annotations by which ML.NET and this package know them again.</summary>
/// <remarks>N classifiers, K classes.</remarks>
internal sealed record ScoreColumns
{
    /// <summary>The annotation that holds the stage that made a column, as text (<see cref="Saving.StageText"/>).</summary>
    public const string StageAnnotation = "DiTMoS";

    /// <summary>The predicted class: key of K values, 0 where a window has a value that is not finite.</summary>
    public string PredictedLabel { get; init; } = "PredictedLabel";

    /// <summary>The routed classifier's probabilities: vector of K.</summary>
    public string Score { get; init; } = "Score";

    /// <summary>The classifier that the selector chose: key of N values.</summary>
    public string SelectedClassifier { get; init; } = "SelectedClassifier";

    /// <summary>The selector's probabilities: vector of N.</summary>
    public string SelectorScore { get; init; } = "SelectorScore";

    /// <summary>Every classifier's probabilities: vector of (N, K).</summary>
    public string ClassifierScores { get; init; } = "ClassifierScores";

    /// <summary>Whether any classifier is right.</summary>
    public string IsCoveredByUnion { get; init; } = "IsCoveredByUnion";

    /// <summary>Whether <see cref="ClassifierScores"/> is added.</summary>
    public bool WithClassifierScores { get; init; }

    /// <summary>Whether <see cref="IsCoveredByUnion"/> is added, where there is a label.</summary>
    public bool WithUnion { get; init; }

    /// <summary>Adds the columns to a schema.</summary>
    /// <param name="schema">Receives them.</param>
    /// <param name="keys">The K classes.</param>
    /// <param name="classifiers">Classifiers, N.</param>
    /// <param name="setId">The number of this set of score columns.</param>
    /// <param name="stage">The stage as text.</param>
    /// <param name="hasLabel">Whether the input has the label column.</param>
    /// <returns>What was added, in order.</returns>
    public IReadOnlyList<ScoreColumn> AddTo(DataViewSchema.Builder schema, ClassKeys keys, int classifiers, uint setId, Func<string> stage, bool hasLabel)
    {
        int classes = keys.Names.Count;
        var added = new List<ScoreColumn>();
        Add(ScoreColumn.PredictedLabel, PredictedLabel, new KeyDataViewType(typeof(uint), classes), PredictedLabelAnnotations(keys, setId, stage));
        Add(ScoreColumn.Score, Score, new VectorDataViewType(NumberDataViewType.Single, classes), ScoreAnnotations(keys, setId, stage));
        Add(ScoreColumn.SelectedClassifier, SelectedClassifier, new KeyDataViewType(typeof(uint), classifiers), DataViewSchema.Annotations.Empty);
        Add(ScoreColumn.SelectorScore, SelectorScore, new VectorDataViewType(NumberDataViewType.Single, classifiers), DataViewSchema.Annotations.Empty);
        if (WithClassifierScores)
        {
            Add(ScoreColumn.ClassifierScores, ClassifierScores, new VectorDataViewType(NumberDataViewType.Single, classifiers, classes), DataViewSchema.Annotations.Empty);
        }

        if (WithUnion && hasLabel)
        {
            Add(ScoreColumn.IsCoveredByUnion, IsCoveredByUnion, BooleanDataViewType.Instance, DataViewSchema.Annotations.Empty);
        }

        return added;

        void Add(ScoreColumn column, string name, DataViewType type, DataViewSchema.Annotations annotations)
        {
            schema.AddColumn(name, type, annotations);
            added.Add(column);
        }
    }

    /// <summary>The columns without any input, for the shape of a schema.</summary>
    public DataViewSchema ForShape(ClassKeys keys, bool hasLabel)
    {
        var schema = new DataViewSchema.Builder();
        AddTo(schema, keys, 2, 1, () => "", hasLabel);
        return schema.ToSchema();
    }

    /// <summary>The annotations of <see cref="PredictedLabel"/>.</summary>
    public static DataViewSchema.Annotations PredictedLabelAnnotations(ClassKeys keys, uint setId, Func<string> stage)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        keys.AddTo(builder, "KeyValues");
        AddCommon(builder, "PredictedLabel", setId, stage);
        return builder.ToAnnotations();
    }

    /// <summary>The number of the next set of score columns: over those that the input has.</summary>
    public static uint NextSetId(DataViewSchema input)
    {
        uint largest = 0;
        foreach (DataViewSchema.Column column in input)
        {
            if (column.Annotations.Schema.GetColumnOrNull("ScoreColumnSetId") is { Type: KeyDataViewType type } && type.RawType == typeof(uint))
            {
                uint id = 0;
                column.Annotations.GetValue("ScoreColumnSetId", ref id);
                largest = Math.Max(largest, id);
            }
        }

        return largest + 1;
    }

    private static DataViewSchema.Annotations ScoreAnnotations(ClassKeys keys, uint setId, Func<string> stage)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        ClassKeys.OfNames(keys.Names).AddTo(builder, "SlotNames");
        keys.AddTo(builder, "TrainingLabelValues");
        AddCommon(builder, "Score", setId, stage);
        return builder.ToAnnotations();
    }

    private static void AddCommon(DataViewSchema.Annotations.Builder builder, string valueKind, uint setId, Func<string> stage)
    {
        builder.Add("ScoreColumnSetId", new KeyDataViewType(typeof(uint), int.MaxValue), (ref uint id) => id = setId);
        AddText(builder, "ScoreColumnKind", () => "MulticlassClassification");
        AddText(builder, "ScoreValueKind", () => valueKind);
        AddText(builder, StageAnnotation, stage);
    }

    private static void AddText(DataViewSchema.Annotations.Builder builder, string kind, Func<string> text) =>
        builder.Add(kind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text().AsMemory());
}
