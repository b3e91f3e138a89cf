using DiTMoS.Networks;
using Microsoft.ML.DiTMoS;
using Microsoft.ML.DiTMoS.Saving;

namespace Microsoft.ML;

/// <summary>Finds the DiTMoS model in what ML.NET hands around.</summary>
public static class DiTMoSModelExtensions
{
    /// <summary>The model of the last DiTMoS stage in a transformer or chain, fitted here or loaded from a file.</summary>
    /// <param name="transformer">The transformer, such as what <c>mlContext.Model.Load</c> gives.</param>
    /// <exception cref="ArgumentException">There is no DiTMoS model in it, or one that does not route.</exception>
    /// <exception cref="ModelFileException">The model in it was altered, or is of a newer version.</exception>
    /// <example>
    /// <code>
    /// DiTMoSModel model = pipeline.ToDiTMoSModel();
    /// model.Save(file);
    /// </code>
    /// The whole program: <c>ToDiTMoSModel.cs</c>; from a loaded file <c>Retrain.cs</c>, and saving, loading and a prediction engine <c>SaveAndLoad.cs</c>, in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static DiTMoSModel ToDiTMoSModel(this ITransformer transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return SavedStages.ModelIn(transformer).Routed;
    }

    /// <summary>The model of the last DiTMoS stage in a transformer or chain, fitted here or loaded from a file, whether it routes or is one to compare with.</summary>
    /// <param name="transformer">The transformer, such as what <c>mlContext.Model.Load</c> gives.</param>
    /// <exception cref="ArgumentException">There is no model of this package in it.</exception>
    /// <exception cref="ModelFileException">The model in it was altered, or is of a newer version.</exception>
    public static WindowModel ToWindowModel(this ITransformer transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return SavedStages.ModelIn(transformer).Model;
    }

    /// <summary>A loaded transformer or chain with its DiTMoS stages as they were before they were saved.</summary>
    /// <param name="transformer">The transformer, such as what <c>mlContext.Model.Load</c> gives.</param>
    /// <param name="mlContext">What the stages are saved with again; null for one of its own.</param>
    /// <returns>A <see cref="DiTMoSTransformer"/>, <see cref="DiTMoSBaselineTransformer"/> or <see cref="DiTMoSSplitTransformer"/> in the place of each chain that one was saved as, all other transformers as they are; <paramref name="transformer"/> itself where there is nothing to restore.</returns>
    /// <exception cref="ModelFileException">A stage in it was altered, or is of a newer version.</exception>
    /// <remarks>
    /// ML.NET loads no outside type, so that a saved stage comes back as a chain of ML.NET's own transformers. That chain scores bit by bit the same, but row by row. What this gives
    /// scores many rows together, names the slots of <c>Score</c>, and adds <c>IsCoveredByUnion</c> where it was asked for. For single windows the two are equally fast.
    /// </remarks>
    /// <example>
    /// <code>
    /// ITransformer restored = mlContext.Model.Load(file, out DataViewSchema schema).RestoreDiTMoS(mlContext);
    /// </code>
    /// The whole program: <c>RestoreDiTMoS.cs</c> in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static ITransformer RestoreDiTMoS(this ITransformer transformer, MLContext? mlContext = null)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return SavedStages.Restore(transformer, mlContext ?? new MLContext());
    }
}
