using DiTMoS.Training;
using DiTMoS.Training.Splitting;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Saving;
using Microsoft.ML.DiTMoS.Scoring;
using EngineTrainer = DiTMoS.Training.DiTMoSTrainer;

namespace Microsoft.ML.DiTMoS;

/// <summary>Stage 1 of DiTMoS: splits the training windows into one diverse subset for each classifier.</summary>
/// <remarks>
/// <para>Trains the strong model where the recipe has one, clusters the windows by its features, and adds the <c>Subset</c> key column.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Multiclass classification, preparation</description></item>
/// <item><term>Label</term><description>Key&lt;UInt32&gt; of a known count; rows without one are left out</description></item>
/// <item><term>Features</term><description>Vector&lt;Single&gt; of a fixed size: a window, channel by channel</description></item>
/// <item><term>Output columns</term><description><c>Subset</c>: Key&lt;UInt32&gt;, one value for each classifier, missing where a window was not trained on</description></item>
/// <item><term>Is normalization required?</term><description>No, channels are normalised inside</description></item>
/// <item><term>Is caching required?</term><description>No, the data is read once</description></item>
/// <item><term>Required packages in addition to Microsoft.ML</term><description>Microsoft.ML.DiTMoS and DiTMoS, none of them native</description></item>
/// <item><term>Exportable to ONNX</term><description>No, and not needed for scoring</description></item>
/// </list>
/// <para>DiTMoS (PerCom 2024), diverse training data splitting.</para>
/// </remarks>
public sealed class DiTMoSSplitEstimator : IEstimator<DiTMoSSplitTransformer>
{
    private readonly MLContext _context;
    private readonly Options _options;

    internal DiTMoSSplitEstimator(Options options, MLContext? context)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _context = context ?? new MLContext(options.Seed);
    }

    /// <summary>Trains the strong model and splits.</summary>
    /// <param name="input">The training rows.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or an option does not fit the columns.</exception>
    /// <exception cref="global::DiTMoS.DiTMoSException">The rows break a rule, or an option is out of range; the message says which.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public DiTMoSSplitTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains the strong model and splits, with a validation view of its own.</summary>
    /// <param name="trainData">The training rows.</param>
    /// <param name="validationData">Rows that judge epochs; null to hold some of the training rows back.</param>
    /// <inheritdoc cref="Fit(IDataView)"/>
    public DiTMoSSplitTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        using var channel = new TrainingChannel(_context, _options.Progress);
        TrainingRows rows = TrainingRows.Read(trainData, validationData, _options, channel);
        TrainingOptions recipe = _options.ToRecipe(_options.NumberOfClassifiers);
        DiverseSplit split = EngineTrainer.Split(rows.Windows, rows.Split, recipe, channel, _options.CancellationToken);
        var table = new SubsetTable();
        for (int i = 0; i < split.Subsets.Count; i++)
        {
            int row = rows.Split.Train[i];
            table.Add(rows.Windows.Window(row), rows.Ids[row], split.Subsets[i]);
        }

        return new DiTMoSSplitTransformer(
            _context, _options.FeatureColumnName, _options.SubsetColumnName, rows.FeatureType.Size, recipe.NumberOfClassifiers, split.Strong, split.Epochs, table);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnCheck.Features(inputSchema, _options.FeatureColumnName);
        ColumnCheck.Label(inputSchema, _options.LabelColumnName);
        var added = new DataViewSchema.Builder();
        SubsetMapper.AddTo(added, _options.SubsetColumnName, 2, () => "");
        return ShapeProbe.Append(inputSchema, added.ToSchema());
    }

    /// <summary>The options of <see cref="DiTMoSSplitEstimator"/>.</summary>
    public sealed class Options : DiTMoSOptions
    {
        /// <summary>Classifiers, N, at least 2: as many subsets are made. Default 6.</summary>
        public int NumberOfClassifiers { get; set; } = Defaults.NumberOfClassifiers;

        /// <summary>The column to add. Default <c>Subset</c>.</summary>
        public string SubsetColumnName { get; set; } = Defaults.SubsetColumnName;
    }
}
