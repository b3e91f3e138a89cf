using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Splitting;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Saving;
using EngineTrainer = DiTMoS.Training.DiTMoSTrainer;

namespace Microsoft.ML.DiTMoS;

/// <summary>Stage 2 of DiTMoS: trains a selector and one classifier for each subset against each other.</summary>
/// <remarks>
/// <para>Reads the <c>Subset</c> column of <see cref="DiTMoSSplitEstimator"/>, or one that is made otherwise. What the recipe does here, alternating or joint training, is up to <see cref="DiTMoSOptions.Engine"/>.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Label</term><description>Key&lt;UInt32&gt; of a known count; rows without one are left out</description></item>
/// <item><term>Features</term><description>Vector&lt;Single&gt; of a fixed size: a window, channel by channel</description></item>
/// <item><term>Subset</term><description>Key&lt;UInt32&gt;, one value for each classifier; every training row needs one</description></item>
/// <item><term>Output columns</term><description><c>PredictedLabel</c>, <c>Score</c>, <c>SelectedClassifier</c>, <c>SelectorScore</c>; by option <c>ClassifierScores</c>, <c>IsCoveredByUnion</c></description></item>
/// <item><term>Is normalization required?</term><description>No, channels are normalised inside</description></item>
/// <item><term>Is caching required?</term><description>No, the data is read once</description></item>
/// <item><term>Required packages in addition to Microsoft.ML</term><description>Microsoft.ML.DiTMoS and DiTMoS, none of them native</description></item>
/// <item><term>Exportable to ONNX</term><description>Not by ConvertToOnnx, which leaves it out without a word</description></item>
/// </list>
/// <para>DiTMoS (PerCom 2024), adversarial training.</para>
/// </remarks>
public sealed class DiTMoSAdversarialTrainer : IEstimator<DiTMoSTransformer>
{
    private readonly MLContext _context;
    private readonly Options _options;

    internal DiTMoSAdversarialTrainer(Options options, MLContext? context)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _context = context ?? new MLContext(options.Seed);
    }

    /// <summary>Trains the selector and the classifiers.</summary>
    /// <param name="input">The training rows with their subsets.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, a training row has no subset, or an option does not fit the columns.</exception>
    /// <exception cref="global::DiTMoS.DiTMoSException">The rows break a rule, or an option is out of range; the message says which.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public DiTMoSTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains the selector and the classifiers, with a validation view of its own.</summary>
    /// <param name="trainData">The training rows with their subsets.</param>
    /// <param name="validationData">Rows that judge epochs and calibrate, without subsets; null to hold some of the training rows back.</param>
    /// <inheritdoc cref="Fit(IDataView)"/>
    public DiTMoSTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        using var channel = new TrainingChannel(_context, _options.Progress);
        TrainingRows rows = TrainingRows.Read(trainData, validationData, _options, channel, _options.SubsetColumnName);
        var key = (KeyDataViewType)ColumnCheck.Subset(trainData.Schema, _options.SubsetColumnName).Type;
        SavedSplit? split = Stage.SplitOf(trainData.Schema, _options.SubsetColumnName);
        var subsets = new DiverseSplit { Subsets = rows.SubsetsOfTraining(), Strong = split?.Strong, Epochs = split?.Epochs ?? [] };
        TrainingOptions recipe = _options.ToRecipe((int)key.Count);
        DiTMoSModel model = EngineTrainer.TrainOnSubsets(rows.Windows, rows.Split, subsets, recipe, channel, _options.CancellationToken);
        return Stage.Transformer(_context, model, rows, _options);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnCheck.Key(inputSchema, _options.SubsetColumnName, "Subset", "append Transforms.DiTMoSSplit first");
        return _options.GetOutputSchema(inputSchema);
    }

    /// <summary>The options of <see cref="DiTMoSAdversarialTrainer"/>.</summary>
    public sealed class Options : DiTMoSScoringOptions
    {
        /// <summary>The column with the subsets; its key has one value for each classifier. Default <c>Subset</c>.</summary>
        public string SubsetColumnName { get; set; } = Defaults.SubsetColumnName;
    }
}
