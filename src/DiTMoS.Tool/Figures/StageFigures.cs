using DiTMoS.Networks;

namespace DiTMoS.Tool.Figures;

/// <summary>What one stage of training came to.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Epochs">Epochs that were run.</param>
/// <param name="LastLoss">The mean training loss of the last one.</param>
/// <param name="BestValidationAccuracy">The highest routed accuracy on the validation part; null where not measured.</param>
/// <param name="BestUnionAccuracy">The highest union accuracy on the validation part; null where not measured.</param>
internal sealed record StageFigures(string Stage, int Epochs, double LastLoss, double? BestValidationAccuracy, double? BestUnionAccuracy)
{
    public static StageFigures[] Of(TrainingRecord record) =>
        [.. record.Epochs
            .GroupBy(epoch => epoch.Stage)
            .Select(stage => new StageFigures(stage.Key, stage.Count(), stage.Last().Loss, stage.Max(epoch => epoch.ValidationAccuracy), stage.Max(epoch => epoch.UnionAccuracy)))];
}
