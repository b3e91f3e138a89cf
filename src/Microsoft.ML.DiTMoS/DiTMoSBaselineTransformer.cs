using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Scoring;

namespace Microsoft.ML.DiTMoS;

/// <summary>Scores windows with a model that DiTMoS is compared with.</summary>
/// <remarks>
/// <para>
/// Adds the columns of <see cref="DiTMoSTransformer"/>, so that one can stand in the other's place. A model that does not route answers as one classifier, which is always selected.
/// </para>
/// <para>A window with a value that is not finite gets NaN scores and missing keys.</para>
/// <para>It is saved like <see cref="DiTMoSTransformer"/>; <see cref="DiTMoSModelExtensions.RestoreDiTMoS"/> gives this transformer back, <see cref="DiTMoSModelExtensions.ToWindowModel"/> the model.</para>
/// </remarks>
public sealed class DiTMoSBaselineTransformer : ISingleFeaturePredictionTransformer<WindowModel>
{
    internal DiTMoSBaselineTransformer(ScoringStage stage) => Stage = stage;

    /// <summary>The model.</summary>
    public WindowModel Model => Stage.Saved.Model;

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
