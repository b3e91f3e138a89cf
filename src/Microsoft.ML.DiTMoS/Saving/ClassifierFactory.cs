using DiTMoS.Networks;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>The saved mapping from a window to what every classifier says of it.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ClassifierFactory : CustomMappingFactory<ScoreInput, ClassifierOutput>
{
    /// <inheritdoc cref="ScoreFactory.Contract"/>
    public const string Contract = "DiTMoS.ClassifierScores.v1";

    /// <inheritdoc/>
    public override Action<ScoreInput, ClassifierOutput> GetMapping() => Map;

    private static void Map(ScoreInput input, ClassifierOutput output)
    {
        string stage = SavedModel.TextOf(input.Stage);
        if (output.Scorer is null || !ReferenceEquals(output.Stage, stage))
        {
            output.Scorer = new WindowScorer(SavedModel.Of(stage).Model, 1, allClassifiers: true);
            output.Stage = stage;
            output.Window = new float[input.Features.Length];
        }

        input.Features.CopyTo(output.Window);
        output.Scorer.Score(output.Window, 1);
        Chunks.Write(output.Scorer.AllProbabilities(0), output.All8192, output.All4096, output.All2048, output.All1024, output.All512, output.All256, output.All128, output.All64, output.All32, output.All16, output.All8, output.All4, output.All2, output.All1);
    }
}
