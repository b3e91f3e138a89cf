using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Scoring;

namespace Microsoft.ML.DiTMoS;

/// <summary>Scores windows with a trained model: the selector routes each window to one classifier, whose probabilities are the score.</summary>
/// <remarks>
/// <para>Adds <c>PredictedLabel</c>, <c>Score</c>, <c>SelectedClassifier</c> and <c>SelectorScore</c>, and where asked for <c>ClassifierScores</c> and <c>IsCoveredByUnion</c>. Views are lazy; nothing is computed for columns that nobody reads.</para>
/// <para>A window with a value that is not finite gets NaN scores and missing keys.</para>
/// <para>
/// It is saved as a chain of ML.NET's own transformers around a mapping of this assembly, as ML.NET lets no outside type be loaded by itself. What is loaded scores bit by bit
/// the same, row by row; <see cref="DiTMoSModelExtensions.RestoreDiTMoS"/> gives this transformer back, <see cref="DiTMoSModelExtensions.ToDiTMoSModel"/> the model.
/// </para>
/// </remarks>
public sealed class DiTMoSTransformer : ISingleFeaturePredictionTransformer<DiTMoSModel>
{
    internal DiTMoSTransformer(ScoringStage stage) => Stage = stage;

    /// <summary>The model.</summary>
    public DiTMoSModel Model => (DiTMoSModel)Stage.Saved.Model;

    /// <summary>The features column that it reads.</summary>
    public string FeatureColumnName => Stage.Saved.FeatureColumnName;

    /// <summary>The type of the features column that it was trained on.</summary>
    public DataViewType FeatureColumnType => Stage.FeatureType;

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    internal ScoringStage Stage { get; }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Stage.Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => Stage.Transform(input);

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Stage.Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => Stage.Save(ctx);
}
