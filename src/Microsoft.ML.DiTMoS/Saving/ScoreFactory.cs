using DiTMoS.Networks;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>The saved mapping from a window to its scores; ML.NET finds it by its contract's name.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ScoreFactory : CustomMappingFactory<ScoreInput, ScoreOutput>
{
    /// <summary>The name in files. A change of what the mapping means needs another one.</summary>
    public const string Contract = "DiTMoS.Score.v1";

    /// <inheritdoc/>
    public override Action<ScoreInput, ScoreOutput> GetMapping() => Map;

    private static void Map(ScoreInput input, ScoreOutput output)
    {
        string stage = SavedModel.TextOf(input.Stage);
        if (output.Scorer is null || !ReferenceEquals(output.Stage, stage))
        {
            output.Scorer = new WindowScorer(SavedModel.Of(stage).Model, 1);
            output.Stage = stage;
            output.Window = new float[input.Features.Length];
        }

        input.Features.CopyTo(output.Window);
        WindowScorer scorer = output.Scorer;
        scorer.Score(output.Window, 1);
        output.Predicted = (uint)(scorer.Predicted(0) + 1);
        output.Selected = (uint)(scorer.Selected(0) + 1);
        Chunks.Write(scorer.Probabilities(0), output.Score512, output.Score256, output.Score128, output.Score64, output.Score32, output.Score16, output.Score8, output.Score4, output.Score2, output.Score1);
        Chunks.Write(scorer.RoutingProbabilities(0), output.Route512, output.Route256, output.Route128, output.Route64, output.Route32, output.Route16, output.Route8, output.Route4, output.Route2, output.Route1);
    }
}
