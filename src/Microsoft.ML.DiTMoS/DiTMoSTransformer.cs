using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Saving;
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
    private readonly Lazy<string> _text;

    internal DiTMoSTransformer(MLContext context, DiTMoSModel model, ClassKeys keys, VectorDataViewType featureType, string featureColumnName, string labelColumnName, ScoreColumns columns)
    {
        Context = context;
        Model = model;
        Keys = keys;
        FeatureColumnType = featureType;
        FeatureColumnName = featureColumnName;
        LabelColumnName = labelColumnName;
        Columns = columns;
        _text = new Lazy<string>(() => StageText.Write(this));
    }

    /// <summary>The model.</summary>
    public DiTMoSModel Model { get; }

    /// <summary>The features column that it reads.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of the features column that it was trained on.</summary>
    public DataViewType FeatureColumnType { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    internal MLContext Context { get; }

    internal ClassKeys Keys { get; }

    internal string LabelColumnName { get; }

    internal ScoreColumns Columns { get; }

    internal int WindowLength => Model.Selector.Spec.Channels * Model.Selector.Spec.Length;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ScoreMapper mapper = Bind(input.Schema);
        return new MappedView(input, mapper, (cursor, active) => mapper.NeedsScores(active)
            ? new ScoreCursor(mapper, cursor, active)
            : new PassingCursor(cursor, new ScoreRow(mapper, cursor, active)));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)ScoreSurrogate.Create(this)).Save(ctx);

    /// <summary>The stage as text: what an annotation and a file hold of it.</summary>
    internal string ToText() => _text.Value;

    private ScoreMapper Bind(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoreMapper(this, input);
    }
}
