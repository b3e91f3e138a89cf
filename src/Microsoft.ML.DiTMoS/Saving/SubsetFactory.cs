using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>The saved mapping from a window to its subset.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class SubsetFactory : CustomMappingFactory<ScoreInput, SubsetOutput>
{
    /// <inheritdoc cref="ScoreFactory.Contract"/>
    public const string Contract = "DiTMoS.Subset.v1";

    /// <inheritdoc/>
    public override Action<ScoreInput, SubsetOutput> GetMapping() => Map;

    private static void Map(ScoreInput input, SubsetOutput output)
    {
        SavedSplit split = SavedSplit.Of(SavedModel.TextOf(input.Stage));
        VBuffer<float> dense = default;
        input.Features.CopyToDense(ref dense);
        output.Subset = (uint)(split.Subsets.Find(dense.GetValues(), default) + 1);
    }
}
