using DiTMoS.Networks;
using DiTMoS.Training.Baselines;
using Microsoft.ML.DiTMoS.Interop;

namespace Microsoft.ML.DiTMoS;

/// <summary>Trains a model that DiTMoS is compared with, on windows of time series, with the means of the DiTMoS recipe.</summary>
/// <remarks>
/// <para>Optimiser, epochs, batch, averaging, augmentation and class weights are those that <see cref="DiTMoSMulticlassTrainer"/> would use with the same options.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Label</term><description>Key&lt;UInt32&gt; of a known count; rows without one are left out</description></item>
/// <item><term>Features</term><description>Vector&lt;Single&gt; of a fixed size: a window, channel by channel</description></item>
/// <item><term>Output columns</term><description><c>PredictedLabel</c>, <c>Score</c>, <c>SelectedClassifier</c>, <c>SelectorScore</c>; by option <c>ClassifierScores</c>, <c>IsCoveredByUnion</c></description></item>
/// <item><term>Is normalization required?</term><description>No, channels are normalised inside</description></item>
/// <item><term>Is caching required?</term><description>No, the data is read once</description></item>
/// <item><term>Required packages in addition to Microsoft.ML</term><description>Microsoft.ML.DiTMoS and DiTMoS, none of them native</description></item>
/// <item><term>Exportable to ONNX</term><description>Not by ConvertToOnnx, which leaves it out without a word</description></item>
/// </list>
/// <para>The baselines: <see cref="global::DiTMoS.Training.Baselines.Baseline"/>.</para>
/// </remarks>
public sealed class DiTMoSBaselineTrainer : IEstimator<DiTMoSBaselineTransformer>
{
    private readonly MLContext _context;
    private readonly Options _options;

    internal DiTMoSBaselineTrainer(Options options, MLContext? context)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _context = context ?? new MLContext(options.Seed);
    }

    /// <summary>Trains the baseline.</summary>
    /// <param name="input">The training rows.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or an option does not fit the columns or a baseline.</exception>
    /// <exception cref="global::DiTMoS.DiTMoSException">The rows break a rule, or an option is out of range; the message says which.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public DiTMoSBaselineTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains the baseline, with a validation view of its own.</summary>
    /// <param name="trainData">The training rows.</param>
    /// <param name="validationData">Rows that calibrate and, where asked for, judge epochs, with the same columns; null to hold some of the training rows back.</param>
    /// <inheritdoc cref="Fit(IDataView)"/>
    public DiTMoSBaselineTransformer Fit(IDataView trainData, IDataView? validationData)
    {
        if (_options.CheckpointFolder is not null || _options.Resume)
        {
            throw new ArgumentException("A baseline keeps no checkpoints: CheckpointFolder must be null and Resume false.");
        }

        using var channel = new TrainingChannel(_context, _options.Progress);
        TrainingRows rows = TrainingRows.Read(trainData, validationData, _options, channel);
        BaselineOptions recipe = BaselineOptions.For(_options.Baseline, _options.ToRecipe(_options.NumberOfClassifiers));
        recipe = _options.Configure?.Invoke(recipe) ?? recipe;
        WindowModel model = BaselineTrainer.Train(rows.Windows, rows.Split, recipe, channel, _options.CancellationToken);
        return new DiTMoSBaselineTransformer(Stage.Of(_context, model, rows, _options, isBaseline: true));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _options.GetOutputSchema(inputSchema);
    }

    /// <summary>The options of <see cref="DiTMoSBaselineTrainer"/>. Checkpoints are not for baselines.</summary>
    public sealed class Options : DiTMoSScoringOptions
    {
        /// <summary>Which baseline. Default <see cref="Baseline.SigCla"/>.</summary>
        public Baseline Baseline { get; set; }

        /// <summary>Classifiers of the baselines that route, at least 2. Default 6.</summary>
        public int NumberOfClassifiers { get; set; } = Defaults.NumberOfClassifiers;

        /// <summary>
        /// Changes what only baselines have, such as <c>o => o with { Members = 3 }</c>; null to leave it as it is. It gets what
        /// <see cref="BaselineOptions.For"/> makes of the recipe, and gives all options of the run. Default null.
        /// </summary>
        public Func<BaselineOptions, BaselineOptions>? Configure { get; set; }
    }
}
