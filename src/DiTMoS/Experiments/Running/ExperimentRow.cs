using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;
using DiTMoS.Training;

namespace DiTMoS.Experiments.Running;

/// <summary>A row of a data set's table: a method in a variant.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Method">The method.</param>
/// <param name="Variant">What is changed of its recipe.</param>
/// <param name="Chosen">What a search chose, below the variant; null for nothing.</param>
internal sealed record ExperimentRow(ExperimentDataset Dataset, ExperimentMethod Method, ExperimentVariant Variant, ExperimentVariant? Chosen)
{
    /// <summary>The recipe, before sizes are made equal.</summary>
    public TrainingOptions Recipe => RecipeOf(Method);

    /// <summary>Twelve digits that change with the recipe, and do not depend on the windows.</summary>
    public string RecipeHash => Method.RecipeHash(Recipe, Variant.EqualFlash);

    /// <summary>Another method's recipe with the same changes.</summary>
    public TrainingOptions RecipeOf(ExperimentMethod method) => Chosen is null ? method.Recipe(Dataset, Variant) : method.Recipe(Dataset, Chosen, Variant);
}
