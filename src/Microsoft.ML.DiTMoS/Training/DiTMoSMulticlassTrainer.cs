using DiTMoS.Networks;
using DiTMoS.Training;
using Microsoft.ML.DiTMoS.Interop;
using EngineTrainer = DiTMoS.Training.DiTMoSTrainer;

namespace Microsoft.ML.DiTMoS;

/// <summary>Trains a selector and N diverse classifiers on windows of time series: all stages of DiTMoS in one.</summary>
/// <remarks>
/// <para>
/// The same as <see cref="DiTMoSSplitEstimator"/>, <see cref="DiTMoSAdversarialTrainer"/> and <see cref="DiTMoSAggregateEstimator"/> in a chain, with the same options
/// to the same model, byte for byte.
/// </para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Label</term><description>Key&lt;UInt32&gt; of a known count; rows without one are left out</description></item>
/// <item><term>Features</term><description>Vector&lt;Single&gt; of a fixed size: a window, channel by channel</description></item>
/// <item><term>Output columns</term><description><c>PredictedLabel</c>, <c>Score</c>, <c>SelectedClassifier</c>, <c>SelectorScore</c>; by option <c>ClassifierScores</c>, <c>IsCoveredByUnion</c></description></item>
/// <item><term>Is normalization required?</term><description>No, channels are normalised inside</description></item>
/// <item><term>Is caching required?</term><description>No; the data is read once per stage</description></item>
/// <item><term>Required packages in addition to Microsoft.ML</term><description>Microsoft.ML.DiTMoS and DiTMoS, none of them native</description></item>
/// <item><term>Exportable to ONNX</term><description>Not by ConvertToOnnx, which leaves it out without a word</description></item>
/// </list>
/// <para>DiTMoS (PerCom 2024).</para>
/// </remarks>
public sealed class DiTMoSMulticlassTrainer : IEstimator<DiTMoSTransformer>
{
    private const string SubsetColumnName = "DiTMoS.Subset";

    private readonly MLContext _context;
    private readonly Options _options;

    internal DiTMoSMulticlassTrainer(Options options, MLContext? context)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _context = context ?? new MLContext(options.Seed);
    }

    /// <summary>Trains a model, or fine-tunes <see cref="Options.InitialModel"/>.</summary>
    /// <param name="input">The training rows.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or an option does not fit the columns.</exception>
    /// <exception cref="global::DiTMoS.DiTMoSException">The rows break a rule, or an option is out of range; the message says which.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public DiTMoSTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains a model, or fine-tunes <see cref="Options.InitialModel"/>, with a validation view of its own.</summary>
    /// <param name="trainData">The training rows.</param>
    /// <param name="validationData">Rows that judge epochs and calibrate, with the same columns; null to hold some of the training rows back.</param>
    /// <inheritdoc cref="Fit(IDataView)"/>
    public DiTMoSTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        if (_options.InitialModel is { } initial)
        {
            return FineTune(trainData, validationData, initial);
        }

        var split = new DiTMoSSplitEstimator(
            _options.CopyTo(new DiTMoSSplitEstimator.Options { NumberOfClassifiers = _options.NumberOfClassifiers, SubsetColumnName = SubsetColumnName }), _context);
        var adversarial = new DiTMoSAdversarialTrainer(_options.CopyScoringTo(new DiTMoSAdversarialTrainer.Options { SubsetColumnName = SubsetColumnName }), _context);
        var aggregate = new DiTMoSAggregateEstimator(_options.CopyScoringTo(new DiTMoSAggregateEstimator.Options { SubsetColumnName = SubsetColumnName }), _context);

        IDataView subsets = split.Fit(trainData, validationData).Transform(trainData);
        IDataView scored = adversarial.Fit(subsets, validationData).Transform(subsets);
        return aggregate.Fit(scored, validationData);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _options.GetOutputSchema(inputSchema);
    }

    private DiTMoSTransformer FineTune(IDataView trainData, IDataView? validationData, DiTMoSModel initial)
    {
        using var channel = new TrainingChannel(_context, _options.Progress);
        Options options = _options.CopyScoringTo(new Options());
        options.ChannelCount ??= initial.Selector.Spec.Channels;
        TrainingRows rows = TrainingRows.Read(trainData, validationData, options, channel);
        if (!rows.Keys.Names.SequenceEqual(initial.ClassNames))
        {
            throw new ArgumentException(
                $"Label column '{options.LabelColumnName}': expected the classes of InitialModel, {string.Join(", ", initial.ClassNames)}, in this order. Got {string.Join(", ", rows.Keys.Names)}: map labels with the key values of the model (MapValueToKey, keyData).",
                nameof(trainData));
        }

        TrainingOptions recipe = options.ToRecipe(null) with { InitialModel = initial };
        DiTMoSModel model = EngineTrainer.Train(rows.Windows, rows.Split, recipe, channel, options.CancellationToken);
        return Stage.Transformer(_context, model, rows, options);
    }

    /// <summary>The options of <see cref="DiTMoSMulticlassTrainer"/>.</summary>
    public sealed class Options : DiTMoSScoringOptions
    {
        /// <summary>Classifiers, N, at least 2; where <see cref="InitialModel"/> is given, its own number holds. Default 6.</summary>
        public int NumberOfClassifiers { get; set; } = Defaults.NumberOfClassifiers;

        /// <summary>A model to go on from, with the same classes in the same order, such as <c>loaded.ToDiTMoSModel()</c>; null to begin anew. Default null.</summary>
        public DiTMoSModel? InitialModel { get; set; }
    }
}
