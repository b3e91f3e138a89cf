using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Saving;
using Microsoft.ML.DiTMoS.Scoring;

namespace Microsoft.ML.DiTMoS;

/// <summary>Adds the subset of each window that was trained on: stage 1 of DiTMoS.</summary>
/// <remarks>
/// <para>A window is known again by its values. Windows that were held back for validation, and new ones, belong to no subset: their key is missing.</para>
/// <para>The strong model and the record of the stage pass to the next stage as an annotation of the column.</para>
/// </remarks>
public sealed class DiTMoSSplitTransformer : ITransformer
{
    private readonly Lazy<string> _text;

    internal DiTMoSSplitTransformer(
        MLContext context,
        string featureColumnName,
        string subsetColumnName,
        int windowLength,
        int numberOfClassifiers,
        NetworkFile? strong,
        IReadOnlyList<EpochRecord> epochs,
        SubsetTable subsets)
    {
        Context = context;
        FeatureColumnName = featureColumnName;
        SubsetColumnName = subsetColumnName;
        WindowLength = windowLength;
        NumberOfClassifiers = numberOfClassifiers;
        Strong = strong;
        Epochs = epochs;
        Subsets = subsets;
        _text = new Lazy<string>(() => StageText.Write(this));
    }

    /// <summary>The features column that it reads.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The column that it adds: a key of as many values as there are classifiers.</summary>
    public string SubsetColumnName { get; }

    /// <summary>The number of subsets, one for each classifier.</summary>
    public int NumberOfClassifiers { get; }

    /// <summary>The strong model that the windows were split by; null where the recipe has none.</summary>
    public NetworkFile? Strong { get; }

    /// <summary>The epochs of the stage.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    internal MLContext Context { get; }

    internal int WindowLength { get; }

    internal SubsetTable Subsets { get; }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        SubsetMapper mapper = Bind(input.Schema);
        return new Interop.MappedView(input, mapper, (cursor, active) => new PassingCursor(cursor, new SubsetRow(mapper, cursor, active)));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)SubsetSurrogate.Create(this)).Save(ctx);

    /// <summary>The stage as text: what an annotation and a file hold of it.</summary>
    internal string ToText() => _text.Value;

    private SubsetMapper Bind(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SubsetMapper(this, input);
    }
}
