using DiTMoS.Networks;
using DiTMoS.Training;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Saving;
using EngineTrainer = DiTMoS.Training.DiTMoSTrainer;

namespace Microsoft.ML.DiTMoS;

/// <summary>Stage 3 of DiTMoS: lets the classifiers of a trained model read the selector's features, and fine-tunes them.</summary>
/// <remarks>
/// <para>
/// Takes the model from the stage before it, whose <c>Score</c> column carries it, widens it by the aggregation that the recipe asks for and it lacks, and
/// hides that stage's columns behind its own. A model that lacks nothing stays as it is; so with recipes that aggregate from the start.
/// </para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Label</term><description>Key&lt;UInt32&gt; of a known count; rows without one are left out</description></item>
/// <item><term>Features</term><description>Vector&lt;Single&gt; of a fixed size: a window, channel by channel</description></item>
/// <item><term>Score</term><description>Vector&lt;Single&gt;, of Trainers.DiTMoSAdversarial: it carries the model</description></item>
/// <item><term>Output columns</term><description><c>PredictedLabel</c>, <c>Score</c>, <c>SelectedClassifier</c>, <c>SelectorScore</c>; by option <c>ClassifierScores</c>, <c>IsCoveredByUnion</c></description></item>
/// <item><term>Is normalization required?</term><description>No, channels are normalised inside</description></item>
/// <item><term>Is caching required?</term><description>No, the data is read once</description></item>
/// <item><term>Required packages in addition to Microsoft.ML</term><description>Microsoft.ML.DiTMoS and DiTMoS, none of them native</description></item>
/// <item><term>Exportable to ONNX</term><description>Not by ConvertToOnnx, which leaves it out without a word</description></item>
/// </list>
/// <para>DiTMoS (PerCom 2024), heterogeneous feature aggregation.</para>
/// </remarks>
public sealed class DiTMoSAggregateEstimator : IEstimator<DiTMoSTransformer>
{
    private readonly MLContext _context;
    private readonly Options _options;

    internal DiTMoSAggregateEstimator(Options options, MLContext? context)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _context = context ?? new MLContext(options.Seed);
    }

    /// <summary>Widens and fine-tunes the model of the stage before.</summary>
    /// <param name="input">The training rows, as the stage before transforms them.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, the scores are of no DiTMoS model, or an option does not fit the columns.</exception>
    /// <exception cref="global::DiTMoS.DiTMoSException">The rows break a rule, or an option is out of range; the message says which.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public DiTMoSTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Widens and fine-tunes the model of the stage before, with a validation view of its own.</summary>
    /// <param name="trainData">The training rows, as the stage before transforms them.</param>
    /// <param name="validationData">Rows that judge epochs and calibrate; null to hold some of the training rows back.</param>
    /// <inheritdoc cref="Fit(IDataView)"/>
    public DiTMoSTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        SavedModel before = Stage.ModelOf(trainData.Schema, _options.ScoreColumnName)
            ?? throw new ArgumentException($"Score column '{_options.ScoreColumnName}': expected the scores of a DiTMoS model. Append Trainers.DiTMoSAdversarial first.", nameof(trainData));
        using var channel = new TrainingChannel(_context, _options.Progress);
        TrainingRows rows = TrainingRows.Read(trainData, validationData, _options, channel);
        DiTMoSModel narrow = before.Routed;
        TrainingOptions recipe = _options.ToRecipe(narrow.Classifiers.Count);
        recipe = recipe with { StrongModel = recipe.StrongModel ?? Stage.SplitOf(trainData.Schema, _options.SubsetColumnName)?.Strong };
        DiTMoSModel model = EngineTrainer.Aggregate(rows.Windows, rows.Split, narrow, recipe, channel, _options.CancellationToken);
        if (ReferenceEquals(model, narrow))
        {
            channel.Info("The model has all aggregation that the recipe asks for: nothing to widen");
        }

        return Stage.Transformer(_context, model, rows, _options);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnCheck.Find(inputSchema, _options.ScoreColumnName, "Score");
        return _options.GetOutputSchema(inputSchema);
    }

    /// <summary>The options of <see cref="DiTMoSAggregateEstimator"/>.</summary>
    public sealed class Options : DiTMoSScoringOptions
    {
        /// <summary>The column with the subsets of stage 1, whose strong model goes on teaching where the recipe distils; not needed otherwise. Default <c>Subset</c>.</summary>
        public string SubsetColumnName { get; set; } = Defaults.SubsetColumnName;
    }
}
