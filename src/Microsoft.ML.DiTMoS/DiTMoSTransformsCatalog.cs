using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
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

    /// <summary>Writes what a microcontroller needs to run the model of the stage before it, when fitted; passes rows through.</summary>
    /// <param name="catalog">The transforms.</param>
    /// <param name="folder">The folder; it is made where it is not there. An earlier deployment is replaced, any other content refused.</param>
    /// <param name="boardName">A name of <see cref="Board.Known"/>, or the path of a <c>.json</c> file that describes a board; null for <c>stm32f767zi</c>.</param>
    /// <param name="strategy">How features are placed.</param>
    /// <param name="ramLimitBytes">The largest arena in bytes, the window included; null for the board's RAM.</param>
    /// <param name="scoreColumnName">The score column of the stage before, which carries its model.</param>
    /// <param name="mlContext">Whose log is told. Null for no log.</param>
    /// <inheritdoc cref="DiTMoSDeploy(TransformsCatalog, DiTMoSDeployEstimator.Options, MLContext?)" path="/exception|/example"/>
    public static DiTMoSDeployEstimator DiTMoSDeploy(
        this TransformsCatalog catalog,
        string folder,
        string? boardName = null,
        PlacementStrategy strategy = PlacementStrategy.Auto,
        int? ramLimitBytes = null,
        string scoreColumnName = "Score",
        MLContext? mlContext = null)
    {
        var options = new DiTMoSDeployEstimator.Options { Folder = folder, Strategy = strategy, RamLimitBytes = ramLimitBytes, ScoreColumnName = scoreColumnName };
        options.BoardName = boardName ?? options.BoardName;
        return catalog.DiTMoSDeploy(options, mlContext);
    }

    /// <summary>Writes what a microcontroller needs to run the model of the stage before it, with all options.</summary>
    /// <param name="catalog">The transforms.</param>
    /// <param name="options">The options.</param>
    /// <param name="mlContext">Whose log is told. Null for no log.</param>
    /// <exception cref="ArgumentException">No folder is named.</exception>
    /// <exception cref="global::DiTMoS.OptionException">No board is called so.</exception>
    /// <example>
    /// <code>
    /// var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
    ///     .Append(mlContext.MulticlassClassification.Trainers.DiTMoS(trainer))
    ///     .Append(mlContext.Transforms.DiTMoSDeploy(folder));
    /// </code>
    /// The whole program: <c>DiTMoSDeploy.cs</c>; for a model that is there already <c>Deploy.cs</c>, in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static DiTMoSDeployEstimator DiTMoSDeploy(this TransformsCatalog catalog, DiTMoSDeployEstimator.Options options, MLContext? mlContext = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DiTMoSDeployEstimator(options, mlContext);
    }
}
