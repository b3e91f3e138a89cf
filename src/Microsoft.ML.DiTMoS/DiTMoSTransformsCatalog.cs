using Microsoft.ML.DiTMoS;

namespace Microsoft.ML;

/// <summary>The stages of DiTMoS under <c>mlContext.Transforms</c>.</summary>
public static class DiTMoSTransformsCatalog
{
    /// <summary>Stage 1 of DiTMoS: adds the subset column, one diverse subset of the training windows for each classifier.</summary>
    /// <param name="catalog">The transforms.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="labelColumnName">The label column, a key.</param>
    /// <param name="featureColumnName">The features column: one window per row, a vector of C * L <see cref="float"/>s, channel by channel.</param>
    /// <param name="numberOfClassifiers">Classifiers, N, at least 2. Default 6.</param>
    /// <param name="channelCount">The channels of a window, C; null for the first of two dimensions of the features column, or one channel where it has no two.</param>
    /// <param name="mlContext">Whose log gets the progress; nothing leads from a catalog to it. Null for no log.</param>
    /// <inheritdoc cref="DiTMoSSplit(TransformsCatalog, DiTMoSSplitEstimator.Options, MLContext?)" path="/example"/>
    public static DiTMoSSplitEstimator DiTMoSSplit(
        this TransformsCatalog catalog,
        string outputColumnName = DiTMoSOptions.Defaults.SubsetColumnName,
        string labelColumnName = DiTMoSOptions.Defaults.LabelColumnName,
        string featureColumnName = DiTMoSOptions.Defaults.FeatureColumnName,
        int numberOfClassifiers = DiTMoSOptions.Defaults.NumberOfClassifiers,
        int? channelCount = null,
        MLContext? mlContext = null) =>
        catalog.DiTMoSSplit(
            new DiTMoSSplitEstimator.Options
            {
                SubsetColumnName = outputColumnName,
                LabelColumnName = labelColumnName,
                FeatureColumnName = featureColumnName,
                NumberOfClassifiers = numberOfClassifiers,
                ChannelCount = channelCount,
            },
            mlContext);

    /// <summary>Stage 1 of DiTMoS, with all options.</summary>
    /// <param name="catalog">The transforms.</param>
    /// <param name="options">The options; those that stages share must be the same in all of them.</param>
    /// <param name="mlContext">Whose log gets the progress. Null for no log.</param>
    /// <example>
    /// <code>
    /// var split = mlContext.Transforms.DiTMoSSplit(options);
    /// IDataView subsets = split.Fit(data).Transform(data);
    /// </code>
    /// The whole program: <c>DiTMoSSplit.cs</c>; with the other stages <c>DiTMoSAggregate.cs</c>, in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static DiTMoSSplitEstimator DiTMoSSplit(this TransformsCatalog catalog, DiTMoSSplitEstimator.Options options, MLContext? mlContext = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DiTMoSSplitEstimator(options, mlContext);
    }

    /// <summary>Stage 3 of DiTMoS: lets the classifiers of a trained model read the selector's features, and fine-tunes them.</summary>
    /// <param name="catalog">The transforms.</param>
    /// <param name="labelColumnName">The label column, a key.</param>
    /// <param name="featureColumnName">The features column: one window per row, a vector of C * L <see cref="float"/>s, channel by channel.</param>
    /// <param name="scoreColumnName">The score column of the stage before, which carries its model.</param>
    /// <param name="channelCount">The channels of a window, C; null for the first of two dimensions of the features column, or one channel where it has no two.</param>
    /// <param name="mlContext">Whose log gets the progress. Null for no log.</param>
    /// <inheritdoc cref="DiTMoSAggregate(TransformsCatalog, DiTMoSAggregateEstimator.Options, MLContext?)" path="/example"/>
    public static DiTMoSAggregateEstimator DiTMoSAggregate(
        this TransformsCatalog catalog,
        string labelColumnName = DiTMoSOptions.Defaults.LabelColumnName,
        string featureColumnName = DiTMoSOptions.Defaults.FeatureColumnName,
        string scoreColumnName = "Score",
        int? channelCount = null,
        MLContext? mlContext = null) =>
        catalog.DiTMoSAggregate(
            new DiTMoSAggregateEstimator.Options
            {
                LabelColumnName = labelColumnName,
                FeatureColumnName = featureColumnName,
                ScoreColumnName = scoreColumnName,
                ChannelCount = channelCount,
            },
            mlContext);

    /// <summary>Stage 3 of DiTMoS, with all options.</summary>
    /// <param name="catalog">The transforms.</param>
    /// <param name="options">The options; those that stages share must be the same in all of them.</param>
    /// <param name="mlContext">Whose log gets the progress. Null for no log.</param>
    /// <example>
    /// <code>
    /// var stages = mlContext.Transforms.DiTMoSSplit(new DiTMoSSplitEstimator.Options { NumberOfClassifiers = 3, Engine = Recipe })
    ///     .Append(mlContext.MulticlassClassification.Trainers.DiTMoSAdversarial(new DiTMoSAdversarialTrainer.Options { Engine = Recipe }))
    ///     .Append(mlContext.Transforms.DiTMoSAggregate(new DiTMoSAggregateEstimator.Options { Engine = Recipe }));
    /// var model = stages.Fit(data);
    /// </code>
    /// The whole program: <c>DiTMoSAggregate.cs</c> in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static DiTMoSAggregateEstimator DiTMoSAggregate(this TransformsCatalog catalog, DiTMoSAggregateEstimator.Options options, MLContext? mlContext = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DiTMoSAggregateEstimator(options, mlContext);
    }
}
