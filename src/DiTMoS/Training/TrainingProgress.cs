namespace DiTMoS.Training;

/// <summary>What training says after each epoch.</summary>
/// <param name="Stage">The stage, such as <c>adversarial training</c>.</param>
/// <param name="Epoch">Epochs of the stage that are done.</param>
/// <param name="Epochs">Epochs of the stage.</param>
/// <param name="FractionDone">The share of the whole run's work that is done, in [0, 1].</param>
/// <param name="Loss">The epoch's mean training loss.</param>
/// <param name="ValidationAccuracy">Accuracy on the validation part, in [0, 1]; null where it was not measured.</param>
/// <param name="UnionAccuracy">Union accuracy on the validation part, in [0, 1]; null where it was not measured.</param>
public sealed record TrainingProgress(string Stage, int Epoch, int Epochs, double FractionDone, float Loss, float? ValidationAccuracy, float? UnionAccuracy);
