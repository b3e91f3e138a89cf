using DiTMoS.Training.Baselines;
using Microsoft.ML.DiTMoS;

namespace Microsoft.ML;

/// <summary>The trainers of DiTMoS under <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
public static class DiTMoSTrainersCatalog
{
    /// <summary>Trains a selector and N diverse classifiers on windows of time series: all stages of DiTMoS in one.</summary>
    /// <param name="catalog">The trainers.</param>
    /// <param name="labelColumnName">The label column, a key.</param>
    /// <param name="featureColumnName">The features column: one window per row, a vector of C * L <see cref="float"/>s, channel by channel.</param>
    /// <param name="numberOfClassifiers">Classifiers, N, at least 2. Default 6.</param>
    /// <param name="channelCount">The channels of a window, C; null for the first of two dimensions of the features column, or one channel where it has no two.</param>
    /// <param name="mlContext">Whose log gets the progress; nothing leads from a catalog to it. Null for no log.</param>
    /// <example>
    /// <code>
    /// var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
    ///     .Append(mlContext.MulticlassClassification.Trainers.DiTMoS(numberOfClassifiers: 3))
    ///     .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedLabel"));
    /// var model = pipeline.Fit(data);
    /// </code>
    /// The whole program: <c>TrainDiTMoS.cs</c> in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static DiTMoSMulticlassTrainer DiTMoS(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DiTMoSOptions.Defaults.LabelColumnName,
        string featureColumnName = DiTMoSOptions.Defaults.FeatureColumnName,
        int numberOfClassifiers = DiTMoSOptions.Defaults.NumberOfClassifiers,
        int? channelCount = null,
        MLContext? mlContext = null) =>
        catalog.DiTMoS(
            new DiTMoSMulticlassTrainer.Options
            {
                LabelColumnName = labelColumnName,
                FeatureColumnName = featureColumnName,
                NumberOfClassifiers = numberOfClassifiers,
                ChannelCount = channelCount,
            },
            mlContext);

    /// <summary>Trains a selector and N diverse classifiers on windows of time series, with all options.</summary>
    /// <param name="catalog">The trainers.</param>
    /// <param name="options">The options.</param>
    /// <param name="mlContext">Whose log gets the progress; nothing leads from a catalog to it. Null for no log.</param>
    /// <example>
    /// <code>
    /// var options = new DiTMoSMulticlassTrainer.Options
    /// {
    ///     NumberOfClassifiers = 4,
    ///     GroupColumnName = "Subject",
    ///     Engine = recipe =&gt; recipe with { Joint = recipe.Joint with { Epochs = 20 } },
    /// };
    /// var trainer = mlContext.MulticlassClassification.Trainers.DiTMoS(options);
    /// </code>
    /// The whole program: <c>TrainWithOptions.cs</c>; folds by subject <c>CrossValidate.cs</c>, and going on from a loaded model <c>Retrain.cs</c>, in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static DiTMoSMulticlassTrainer DiTMoS(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        DiTMoSMulticlassTrainer.Options options,
        MLContext? mlContext = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DiTMoSMulticlassTrainer(options, mlContext);
    }

    /// <summary>Stage 2 of DiTMoS: trains a selector and one classifier for each subset against each other.</summary>
    /// <param name="catalog">The trainers.</param>
    /// <param name="labelColumnName">The label column, a key.</param>
    /// <param name="featureColumnName">The features column: one window per row, a vector of C * L <see cref="float"/>s, channel by channel.</param>
    /// <param name="subsetColumnName">The subset column of <see cref="DiTMoSTransformsCatalog.DiTMoSSplit(TransformsCatalog, string, string, string, int, int?, MLContext?)"/>.</param>
    /// <param name="channelCount">The channels of a window, C; null for the first of two dimensions of the features column, or one channel where it has no two.</param>
    /// <param name="mlContext">Whose log gets the progress. Null for no log.</param>
    /// <inheritdoc cref="DiTMoSAdversarial(MulticlassClassificationCatalog.MulticlassClassificationTrainers, DiTMoSAdversarialTrainer.Options, MLContext?)" path="/example"/>
    public static DiTMoSAdversarialTrainer DiTMoSAdversarial(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DiTMoSOptions.Defaults.LabelColumnName,
        string featureColumnName = DiTMoSOptions.Defaults.FeatureColumnName,
        string subsetColumnName = DiTMoSOptions.Defaults.SubsetColumnName,
        int? channelCount = null,
        MLContext? mlContext = null) =>
        catalog.DiTMoSAdversarial(
            new DiTMoSAdversarialTrainer.Options
            {
                LabelColumnName = labelColumnName,
                FeatureColumnName = featureColumnName,
                SubsetColumnName = subsetColumnName,
                ChannelCount = channelCount,
            },
            mlContext);

    /// <summary>Stage 2 of DiTMoS, with all options.</summary>
    /// <param name="catalog">The trainers.</param>
    /// <param name="options">The options; those that stages share must be the same in all of them.</param>
    /// <param name="mlContext">Whose log gets the progress. Null for no log.</param>
    /// <example>
    /// <code>
    /// var pipeline = mlContext.Transforms.Conversion.MapValue("Subset", subsets, "Label")
    ///     .Append(mlContext.Transforms.Conversion.MapValueToKey("Subset"))
    ///     .Append(mlContext.Transforms.Conversion.MapValueToKey("Label"))
    ///     .Append(mlContext.MulticlassClassification.Trainers.DiTMoSAdversarial(options));
    /// </code>
    /// The whole program: <c>DiTMoSAdversarial.cs</c> in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static DiTMoSAdversarialTrainer DiTMoSAdversarial(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        DiTMoSAdversarialTrainer.Options options,
        MLContext? mlContext = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DiTMoSAdversarialTrainer(options, mlContext);
    }

    /// <summary>Trains a model that DiTMoS is compared with, on windows of time series.</summary>
    /// <param name="catalog">The trainers.</param>
    /// <param name="baseline">Which model.</param>
    /// <param name="labelColumnName">The label column, a key.</param>
    /// <param name="featureColumnName">The features column: one window per row, a vector of C * L <see cref="float"/>s, channel by channel.</param>
    /// <param name="channelCount">The channels of a window, C; null for the first of two dimensions of the features column, or one channel where it has no two.</param>
    /// <param name="mlContext">Whose log gets the progress. Null for no log.</param>
    /// <inheritdoc cref="DiTMoSBaseline(MulticlassClassificationCatalog.MulticlassClassificationTrainers, DiTMoSBaselineTrainer.Options, MLContext?)" path="/example"/>
    public static DiTMoSBaselineTrainer DiTMoSBaseline(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        Baseline baseline,
        string labelColumnName = DiTMoSOptions.Defaults.LabelColumnName,
        string featureColumnName = DiTMoSOptions.Defaults.FeatureColumnName,
        int? channelCount = null,
        MLContext? mlContext = null) =>
        catalog.DiTMoSBaseline(
            new DiTMoSBaselineTrainer.Options
            {
                Baseline = baseline,
                LabelColumnName = labelColumnName,
                FeatureColumnName = featureColumnName,
                ChannelCount = channelCount,
            },
            mlContext);

    /// <summary>Trains a model that DiTMoS is compared with, with all options.</summary>
    /// <param name="catalog">The trainers.</param>
    /// <param name="options">The options.</param>
    /// <param name="mlContext">Whose log gets the progress. Null for no log.</param>
    /// <example>
    /// <code>
    /// var single = mlContext.MulticlassClassification.Trainers.DiTMoSBaseline(baselineOptions).Fit(train);
    /// </code>
    /// The whole program: <c>DiTMoSBaseline.cs</c> in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static DiTMoSBaselineTrainer DiTMoSBaseline(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        DiTMoSBaselineTrainer.Options options,
        MLContext? mlContext = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DiTMoSBaselineTrainer(options, mlContext);
    }
}
