using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>The chain that a split is saved as.</summary>
internal static class SubsetSurrogate
{
    /// <summary>Builds the chain.</summary>
    public static TransformerChain<ITransformer> Create(DiTMoSSplitTransformer transformer)
    {
        var type = new VectorDataViewType(NumberDataViewType.Single, transformer.WindowLength);
        var chain = new StageChain(transformer.Context, transformer.FeatureColumnName, type, transformer.ToText());
        chain.Map(new SubsetFactory(), SubsetFactory.Contract);
        chain.LookKey(transformer.SubsetColumnName, "DiTMoS.Subset", transformer.NumberOfClassifiers, DataViewSchema.Annotations.Empty);
        return chain.Finish();
    }
}
