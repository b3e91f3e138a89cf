namespace DiTMoS.Networks;

/// <summary>What one epoch of training came to.</summary>
/// <param name="Stage">The stage that it belongs to, such as <c>pre-training</c>.</param>
/// <param name="Epoch">Which epoch of the stage, from 1.</param>
/// <param name="Loss">The mean training loss.</param>
/// <param name="ValidationAccuracy">Routed accuracy on the part that selects (validation, or test where <see cref="TrainingRecord.SelectedOnTest"/>), in [0, 1]; null where not measured.</param>
/// <param name="UnionAccuracy">Union accuracy on the part that selects (validation, or test where <see cref="TrainingRecord.SelectedOnTest"/>), in [0, 1]; null where not measured.</param>
public sealed record EpochRecord(string Stage, int Epoch, double Loss, double? ValidationAccuracy = null, double? UnionAccuracy = null);
